package com.bahasadri.videocall.server.emulator;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.http.HttpListener;
import com.bahasadri.videocall.server.http.RequestThreads;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/**
 * RealtimeKit's REST API on 127.0.0.1, for one fixed account, app and API token. Meetings, participants and presets
 * are in a store; who is in a call is told by {@link #joined} and {@link #left}, and forgotten with the process.
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

    private final State state;
    private final Pages pages;
    private final ExecutorService threads;
    private final HttpListener listener;

    private RealtimeKitEmulator(State state, Pages pages, ExecutorService threads, HttpListener listener) {
        this.state = state;
        this.pages = pages;
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
        State state = State.of(settings);
        Pages pages = new Pages(settings.peers());
        ExecutorService threads = RequestThreads.newExecutor("emulator");
        try {
            HttpListener listener = HttpListener.start(
                    HttpListener.Settings.plain(HOST, settings.port()),
                    new EmulatorHandler(application(state, pages), threads));
            return new RealtimeKitEmulator(state, pages, threads, listener);
        } catch (RuntimeException e) {
            threads.shutdownNow();
            throw e;
        }
    }

    private static ResourceConfig application(State state, Pages pages) {
        return new ResourceConfig()
                .register(new Gate())
                // By type, with what they need bound: Jersey warns that a registered object is no provider.
                .register(MeetingsResource.class)
                .register(MeetingParticipantsResource.class)
                .register(ActiveSessionResource.class)
                .register(SessionsResource.class)
                .register(RecordingsResource.class)
                .register(PresetsResource.class)
                .register(new AbstractBinder() {
                    @Override
                    protected void configure() {
                        bind(state).to(State.class);
                        bind(pages).to(Pages.class);
                    }
                })
                .register(new Json())
                .register(new Errors())
                .register(new Errors.Violations())
                // Jersey's own mappers would answer malformed JSON with plain text.
                .register(JacksonFeature.withoutExceptionMappers())
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                // Else Grizzly writes its own HTML page for an answer without a body.
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
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
        pages.link(peers);
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
        return state.join(meetingId, requireNonNull(participantId, "participantId is null"));
    }

    /**
     * Tells that a participant's last page is gone. Repeating it, or naming somebody unknown, changes nothing.
     *
     * @param meetingId the meeting
     * @param participantId the participant
     */
    public void left(String meetingId, String participantId) {
        requireNonNull(meetingId, "meetingId is null");
        state.calls().left(meetingId, requireNonNull(participantId, "participantId is null"));
    }

    /** Stops to accept, lets requests in flight finish for 2 seconds, and frees the port. The store stays open. */
    @Override
    public void close() {
        listener.close(GRACE);
        threads.shutdownNow();
    }

    /**
     * How to run an emulator.
     *
     * @param port the port; 0 for one that the system chooses
     * @param store where to keep what outlives the process
     * @param clock the time
     * @param peers how the pages in a call are reached
     */
    public record Settings(int port, EmulatorStore store, Clock clock, PeerLink peers) {
        /** Requires all. */
        public Settings {
            requireNonNull(store, "store is null");
            requireNonNull(clock, "clock is null");
            requireNonNull(peers, "peers is null");
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
