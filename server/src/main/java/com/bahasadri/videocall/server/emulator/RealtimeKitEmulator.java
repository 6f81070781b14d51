package com.bahasadri.videocall.server.emulator;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.emulation.model.Delivery;
import com.bahasadri.videocall.server.emulator.fault.FaultPlan;
import com.bahasadri.videocall.server.emulator.time.EmulatorClock;
import com.bahasadri.videocall.server.http.HttpListener;
import com.bahasadri.videocall.server.http.RequestThreads;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * RealtimeKit's REST API on 127.0.0.1, for one fixed account, app and API token. Meetings, participants, presets,
 * webhooks and the key that signs their deliveries are in a store; who is in a call is told by {@link #joined} and
 * {@link #left}, and forgotten with the process, as recordings are.
 * Requests run on threads of their own. A body has at most 1 MiB. Safe for use by many threads.
 */
public final class RealtimeKitEmulator implements AutoCloseable {
    /** The only account. */
    public static final String ACCOUNT_ID = "local-account";

    /** The only app. */
    public static final String APP_ID = "local-app";

    /** The only API token. Not a secret: the emulator listens on loopback and guards nothing. */
    public static final String API_TOKEN = "local-token";

    private static final String HOST = "127.0.0.1";
    /** Comes after the server's own 10 s, and both together must leave time to close the rest within 12. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Parts parts;
    private final ExecutorService threads;
    private final HttpListener listener;

    private RealtimeKitEmulator(Parts parts, ExecutorService threads, HttpListener listener) {
        this.parts = parts;
        this.threads = threads;
        this.listener = listener;
    }

    /**
     * Starts an emulator.
     *
     * @param settings how
     * @return the emulator, accepting connections
     * @throws java.io.UncheckedIOException if the port cannot be bound
     */
    public static RealtimeKitEmulator start(Settings settings) {
        Parts parts = Parts.of(settings);
        ExecutorService threads = RequestThreads.newExecutor("emulator");
        try {
            HttpListener listener = HttpListener.start(
                    HttpListener.Settings.plain(HOST, settings.port()),
                    new EmulatorHandler(
                            parts.application(settings.controls()), threads, parts.mishaps(), parts.clock()));
            return new RealtimeKitEmulator(parts, threads, listener);
        } catch (RuntimeException e) {
            parts.close();
            threads.shutdownNow();
            throw e;
        }
    }

    /**
     * The port that is listened on.
     *
     * @return the port, the one the system chose where 0 was asked for
     */
    public int port() {
        return listener.port();
    }

    /**
     * The API's address.
     *
     * @return the address, up to and including {@code /client/v4}
     */
    public URI baseUrl() {
        return URI.create("http://" + HOST + ":" + port() + "/client/v4");
    }

    /**
     * Sets how the pages in a call are reached from now on.
     *
     * @param peers the link to them
     */
    public void peers(PeerLink peers) {
        parts.pages().link(peers);
    }

    /**
     * The time that the emulator goes by.
     *
     * @return the clock, which can be moved
     */
    public EmulatorClock clock() {
        return parts.clock();
    }

    /**
     * What is to go wrong.
     *
     * @return the plan, empty until it is set
     */
    public FaultPlan faults() {
        return parts.faults();
    }

    /**
     * What became of webhooks' deliveries.
     *
     * @return the 1000 newest tries, oldest first
     */
    public List<Delivery> deliveries() {
        return parts.deliveries().log();
    }

    /**
     * Tells that a participant's page is connected. Repeating it changes nothing.
     *
     * @param meetingId the meeting
     * @param participantId the participant
     * @return whether the participant is in the call now; false where the meeting is inactive or either is unknown
     */
    public boolean joined(String meetingId, String participantId) {
        requireNonNull(meetingId, "meetingId is null");
        return parts.state().join(meetingId, requireNonNull(participantId, "participantId is null"));
    }

    /**
     * Tells that a participant's last page is gone. Repeating it, or naming somebody unknown, changes nothing.
     *
     * @param meetingId the meeting
     * @param participantId the participant
     */
    public void left(String meetingId, String participantId) {
        requireNonNull(meetingId, "meetingId is null");
        parts.state().calls().left(meetingId, requireNonNull(participantId, "participantId is null"));
    }

    /**
     * Stops to accept, lets requests in flight finish for 2 seconds, drops what is to be delivered, and frees the
     * port. The store stays open.
     */
    @Override
    public void close() {
        listener.close(GRACE);
        parts.close();
        threads.shutdownNow();
    }

    /**
     * How to run an emulator.
     *
     * @param port the port; 0 for one that the system chooses
     * @param store where to keep what outlives the process
     * @param clock the time
     * @param peers how the pages in a call are reached
     * @param controls whether the controls of {@code api-spec/emulator.yaml} are served
     */
    public record Settings(int port, EmulatorStore store, Clock clock, PeerLink peers, boolean controls) {
        /** Requires all. */
        public Settings {
            requireNonNull(store, "store is null");
            requireNonNull(clock, "clock is null");
            requireNonNull(peers, "peers is null");
        }

        /**
         * An emulator without controls.
         *
         * @param port the port; 0 for one that the system chooses
         * @param store where to keep what outlives the process
         * @param clock the time
         * @param peers how the pages in a call are reached
         */
        public Settings(int port, EmulatorStore store, Clock clock, PeerLink peers) {
            this(port, store, clock, peers, false);
        }

        /**
         * An emulator on any free port that keeps nothing and reaches no pages.
         *
         * @return the settings
         */
        public static Settings temporary() {
            return new Settings(0, EmulatorStore.inMemory(), Clock.systemUTC(), PeerLink.NONE);
        }
    }
}
