package com.bahasadri.videocall.server.testing;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.Tuning;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.port.RateLimiter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A real server in this process, for tests: on loopback, at a port that the system chooses, with the emulator of
 * RealtimeKit, and with its state in memory. It logs by SLF4J, a line at {@code INFO} for each operation, where the test
 * brings a binding; Jersey's and Grizzly's warnings of what is as it should be are left out. Safe for use by many threads.
 *
 * <pre>{@code
 * try (VideoCallServer server = VideoCallServer.builder()
 *                 .set("VIDEO_CALL_OPERATOR_KEYS", operatorKey)
 *                 .start();
 *         VideoCallClient client = VideoCallClient.builder()
 *                 .baseUrl(server.baseUrl())
 *                 .token(operatorKey)
 *                 .build()) {
 *     assertThat(client.sessions().create().sessionId()).isNotEmpty();
 * }
 * }</pre>
 */
public final class VideoCallServer implements AutoCloseable {
    private static final RateLimiter UNLIMITED = (limit, key) -> new RateLimiter.Verdict(true, 1, Duration.ZERO);

    private final Faults faults = new Faults();
    private final List<SimulatedParticipant> participants = new CopyOnWriteArrayList<>();
    private final Application application;

    private VideoCallServer(Builder settings) {
        LibraryLogs.quiet();
        this.application = Application.start(
                Config.ephemeral(settings.variables),
                new Tuning(
                                Clock.systemUTC(),
                                settings.presenceGrace,
                                settings.commandPatience,
                                settings.rateLimited ? null : UNLIMITED)
                        .with(List.of(faults.addOn())));
    }

    /**
     * Starts a server as it is without settings.
     *
     * @return the server, accepting requests
     */
    public static VideoCallServer start() {
        return builder().start();
    }

    /**
     * Starts to describe a server.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Where the server is: the base URL of a client.
     *
     * @return scheme, host and port, with a slash behind them
     */
    public URI baseUrl() {
        return application.address();
    }

    /**
     * Lets somebody follow a join link, and join with the microphone and the camera on.
     *
     * @param joinUrl a link that this server answered as {@code join_url}
     * @return the participant, in the call
     * @throws IllegalArgumentException if the link is none of this server's join page
     * @throws IllegalStateException if the server did not take the participant in, such as for a call that has ended
     */
    public SimulatedParticipant join(URI joinUrl) {
        JoinLink link = JoinLink.read(joinUrl);
        return join(link.sessionId(), link.token());
    }

    /**
     * Lets somebody join with the microphone and the camera on.
     *
     * @param sessionId the session
     * @param token a participant's token
     * @return the participant, in the call
     * @throws IllegalStateException if the server did not take the participant in, such as for a call that has ended
     */
    public SimulatedParticipant join(String sessionId, String token) {
        SimulatedParticipant participant = SimulatedParticipant.join(baseUrl(), sessionId, token);
        participants.add(participant);
        return participant;
    }

    /**
     * What goes wrong here.
     *
     * @return the faults; none at the start
     */
    public Faults faults() {
        return faults;
    }

    /** Ends all faults, and lets everybody who joined by {@link #join} leave. */
    public void reset() {
        faults.clear();
        participants.forEach(SimulatedParticipant::close);
        participants.clear();
    }

    /** Resets and stops. */
    @Override
    public void close() {
        reset();
        application.close();
    }

    /** Describes a server. Not safe for use by many threads. */
    public static final class Builder {
        private final Map<String, String> variables = new HashMap<>();
        private @Nullable Duration presenceGrace;
        private Duration commandPatience = Duration.ofSeconds(3);
        private boolean rateLimited;

        private Builder() {}

        /**
         * Sets one of the variables that a server in earnest has in its environment, such as
         * {@code VIDEO_CALL_OPERATOR_KEYS}. Ports and the data directory are not looked at.
         *
         * @param variable the variable, as the page on configuration names it
         * @param value its value
         * @return this builder
         */
        public Builder set(String variable, String value) {
            variables.put(requireNonNull(variable, "variable is null"), requireNonNull(value, "value is null"));
            return this;
        }

        /**
         * Sets how long a participant whose connection was lost may take to come back.
         *
         * @param presenceGrace how long; 15 seconds unless set
         * @return this builder
         */
        public Builder presenceGrace(Duration presenceGrace) {
            this.presenceGrace = requireNonNull(presenceGrace, "presenceGrace is null");
            return this;
        }

        /**
         * Sets how long a command waits for what a page says to it.
         *
         * @param commandPatience how long; 3 seconds unless set
         * @return this builder
         */
        public Builder commandPatience(Duration commandPatience) {
            this.commandPatience = requireNonNull(commandPatience, "commandPatience is null");
            return this;
        }

        /**
         * Limits how often operations may be called, as a server in earnest does; else there is no limit.
         *
         * @return this builder
         */
        public Builder rateLimited() {
            rateLimited = true;
            return this;
        }

        /**
         * Starts the server.
         *
         * @return the server, accepting requests
         * @throws com.bahasadri.videocall.server.config.ConfigException if a variable is wrong
         */
        public VideoCallServer start() {
            return new VideoCallServer(this);
        }
    }
}
