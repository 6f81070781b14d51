package com.bahasadri.videocall.server.testing;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a {@link VideoCallServer} for JUnit tests: as a static field with {@code @RegisterExtension} one for all tests of
 * a class and of the {@code @Nested} classes in it, as an instance field one for each test. After each test the faults
 * are over and the simulated participants gone; where tests of a class run at the same time, after the last of those
 * that overlap. Such tests share the faults: one test's {@code refuseNext} may meet another's request. Whoever asks for
 * faults in tests that run at the same time has an instance field. Safe for use by many threads.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final VideoCallServerExtension server = VideoCallServerExtension.create();
 *
 * private final VideoCallClient client =
 *         VideoCallClient.builder().baseUrl(server.baseUrl()).build();
 * }</pre>
 */
public final class VideoCallServerExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final VideoCallServer.Builder settings;
    /** The tests that run, by JUnit's name for each. */
    private final Set<String> tests = new HashSet<>();
    /** The classes, one in the other, that have begun. */
    private final Set<String> classes = new HashSet<>();

    private @Nullable VideoCallServer server;

    private VideoCallServerExtension(VideoCallServer.Builder settings) {
        this.settings = settings;
    }

    /**
     * Runs a server as it is without settings.
     *
     * @return the extension
     */
    public static VideoCallServerExtension create() {
        return of(VideoCallServer.builder());
    }

    /**
     * Runs a server with settings.
     *
     * @param settings the settings
     * @return the extension
     */
    public static VideoCallServerExtension of(VideoCallServer.Builder settings) {
        return new VideoCallServerExtension(requireNonNull(settings, "settings is null"));
    }

    /**
     * Where the server is: the base URL of a client.
     *
     * @return scheme, host and port, with a slash behind them
     * @throws IllegalStateException outside of a test
     */
    public URI baseUrl() {
        return server().baseUrl();
    }

    /**
     * Lets somebody follow a join link; see {@link VideoCallServer#join(URI)}.
     *
     * @param joinUrl a link that this server answered as {@code join_url}
     * @return the participant, in the call
     */
    public SimulatedParticipant join(URI joinUrl) {
        return server().join(joinUrl);
    }

    /**
     * Lets somebody join; see {@link VideoCallServer#join(String, String)}.
     *
     * @param sessionId the session
     * @param token a participant's token
     * @return the participant, in the call
     */
    public SimulatedParticipant join(String sessionId, String token) {
        return server().join(sessionId, token);
    }

    /**
     * What goes wrong at the server.
     *
     * @return the faults
     */
    public Faults faults() {
        return server().faults();
    }

    /**
     * The server that runs now.
     *
     * @return the server
     * @throws IllegalStateException outside of a test
     */
    public synchronized VideoCallServer server() {
        if (server == null) {
            throw new IllegalStateException("no test runs, or the extension is not registered");
        }
        return server;
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        classes.add(context.getUniqueId());
        startUnlessStarted();
    }

    @Override
    public synchronized void beforeEach(ExtensionContext context) {
        tests.add(context.getUniqueId());
        startUnlessStarted();
    }

    @Override
    public synchronized void afterEach(ExtensionContext context) {
        tests.remove(context.getUniqueId());
        if (tests.isEmpty() && server != null) {
            server.reset();
            stopUnlessOfAClass();
        }
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        classes.remove(context.getUniqueId());
        stopUnlessOfAClass();
    }

    private void startUnlessStarted() {
        if (server == null) {
            server = settings.start();
        }
    }

    private void stopUnlessOfAClass() {
        if (server != null && classes.isEmpty()) {
            server.close();
            server = null;
        }
    }
}
