package com.bahasadri.videocall.client;

import com.bahasadri.videocall.client.api.EventsApi;
import com.bahasadri.videocall.client.api.ParticipantsApi;
import com.bahasadri.videocall.client.api.PlaybackApi;
import com.bahasadri.videocall.client.api.ServiceApi;
import com.bahasadri.videocall.client.api.SessionsApi;
import com.bahasadri.videocall.client.api.TokensApi;
import com.bahasadri.videocall.client.api.VideoFilesApi;
import com.bahasadri.videocall.client.internal.OkHttpTransport;
import com.bahasadri.videocall.client.internal.RetryingTransport;
import com.bahasadri.videocall.client.internal.Transport;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The client of a Video Call Control Center. Build one for each server, keep it, and close it at the end.
 *
 * <pre>{@code
 * try (VideoCallClient client = VideoCallClient.builder().build()) {
 *     CreatedSession session = client.sessions().create();
 *     ControlToken control = client.tokens().createControlToken(session.sessionId());
 *     client.withToken(control.token()).participants().muteAll(session.sessionId());
 * }
 * }</pre>
 *
 * <p>Every operation throws a subclass of {@link com.bahasadri.videocall.client.error.VideoCallException}, and sends its
 * request once; only an upload of a repeatable {@link VideoSource} is tried up to three times, while the server cannot be
 * reached or says that it is unavailable, and for how long. Redirects are not followed. Immutable and safe for use by many
 * threads.
 */
public final class VideoCallClient implements AutoCloseable {
    private final OkHttpClient http;
    private final boolean ownsHttp;
    private final HttpUrl baseUrl;
    private final @Nullable String token;
    private final SessionsApi sessions;
    private final TokensApi tokens;
    private final ParticipantsApi participants;
    private final VideoFilesApi videoFiles;
    private final PlaybackApi playback;
    private final EventsApi events;
    private final ServiceApi service;

    private VideoCallClient(OkHttpClient http, boolean ownsHttp, HttpUrl baseUrl, @Nullable String token) {
        this.http = http;
        this.ownsHttp = ownsHttp;
        this.baseUrl = baseUrl;
        this.token = token;
        Transport transport = new RetryingTransport(new OkHttpTransport(http, baseUrl, token, Clock.systemUTC()));
        this.sessions = new SessionsApi(transport);
        this.tokens = new TokensApi(transport);
        this.participants = new ParticipantsApi(transport);
        this.videoFiles = new VideoFilesApi(transport);
        this.playback = new PlaybackApi(transport);
        this.events = new EventsApi(transport);
        this.service = new ServiceApi(transport);
    }

    /**
     * Starts to build a client.
     *
     * @return a builder with the defaults: {@code http://localhost:8787}, no token, {@link Timeout#defaults()}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The same client with another token. It shares this client's connections: close this one at the end, closing
     * the other does nothing.
     *
     * @param token a control token, an operator key or a participant token
     * @return the changed view
     * @throws IllegalArgumentException if the token is empty or has a character that a header cannot carry
     */
    public VideoCallClient withToken(String token) {
        return new VideoCallClient(http, false, baseUrl, checked(token));
    }

    /**
     * Create, read, list and end sessions.
     *
     * @return the operations
     */
    public SessionsApi sessions() {
        return sessions;
    }

    /**
     * Mint tokens for participants and control centers.
     *
     * @return the operations
     */
    public TokensApi tokens() {
        return tokens;
    }

    /**
     * Act on the people in a call.
     *
     * @return the operations
     */
    public ParticipantsApi participants() {
        return participants;
    }

    /**
     * The video files of a session. {@link UploadOptions} has what an upload may take.
     *
     * @return the operations
     */
    public VideoFilesApi videoFiles() {
        return videoFiles;
    }

    /**
     * What plays in a session, for everyone in step.
     *
     * @return the operations
     */
    public PlaybackApi playback() {
        return playback;
    }

    /**
     * What happened in a session, in order.
     *
     * @return the operations
     */
    public EventsApi events() {
        return events;
    }

    /**
     * The server itself.
     *
     * @return the operations
     */
    public ServiceApi service() {
        return service;
    }

    /** Closes the connections, those of every view too; an injected {@code OkHttpClient} is left as it is. */
    @Override
    public void close() {
        if (ownsHttp) {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }

    /** The server's address; the token is masked. */
    @Override
    public String toString() {
        return "VideoCallClient[baseUrl=" + baseUrl + ", token=" + (token == null ? "none" : "***") + "]";
    }

    private static String checked(String token) {
        Objects.requireNonNull(token, "token is null");
        if (token.isEmpty() || !token.chars().allMatch(character -> character > ' ' && character < 0x7F)) {
            throw new IllegalArgumentException("token must be printable ASCII without spaces, and not empty");
        }
        return token;
    }

    /** Builds a {@link VideoCallClient}. Not safe for use by many threads. */
    public static final class Builder {
        private HttpUrl baseUrl = HttpUrl.get("http://localhost:8787");
        private @Nullable String token;
        private @Nullable OkHttpClient httpClient;
        private @Nullable Timeout timeout;

        private Builder() {}

        /**
         * Sets where the server is; {@code http://localhost:8787} by default.
         *
         * @param baseUrl an http or https URL, with or without a path, without user, query and fragment
         * @return this builder
         * @throws IllegalArgumentException if it is not such a URL
         */
        public Builder baseUrl(URI baseUrl) {
            return baseUrl(Objects.requireNonNull(baseUrl, "baseUrl is null").toString());
        }

        /**
         * Sets where the server is; {@code http://localhost:8787} by default.
         *
         * @param baseUrl an http or https URL, with or without a path, without user, query and fragment
         * @return this builder
         * @throws IllegalArgumentException if it is not such a URL
         */
        public Builder baseUrl(String baseUrl) {
            HttpUrl url = HttpUrl.parse(Objects.requireNonNull(baseUrl, "baseUrl is null"));
            if (url == null
                    || url.query() != null
                    || url.fragment() != null
                    || !url.username().isEmpty()
                    || !url.password().isEmpty()) {
                throw new IllegalArgumentException(
                        "baseUrl must be an http or https URL without user, query and fragment");
            }
            this.baseUrl = url;
            return this;
        }

        /**
         * Sets the bearer token; none by default.
         *
         * @param token a control token, an operator key or a participant token
         * @return this builder
         * @throws IllegalArgumentException if the token is empty or has a character that a header cannot carry
         */
        public Builder token(String token) {
            this.token = checked(token);
            return this;
        }

        /**
         * Sets how long calls may take; {@link Timeout#defaults()} by default, or the injected client's own timeouts.
         *
         * @param timeout the durations
         * @return this builder
         */
        public Builder timeout(Timeout timeout) {
            this.timeout = Objects.requireNonNull(timeout, "timeout is null");
            return this;
        }

        /**
         * Sends with a client of yours, for its proxy, certificates or interceptors. Its connections are shared, and it is
         * not closed.
         *
         * @param httpClient the client
         * @return this builder
         */
        public Builder httpClient(OkHttpClient httpClient) {
            this.httpClient = Objects.requireNonNull(httpClient, "httpClient is null");
            return this;
        }

        /**
         * Builds the client. It connects at the first call.
         *
         * @return the client
         */
        public VideoCallClient build() {
            OkHttpClient.Builder http = httpClient == null ? new OkHttpClient.Builder() : httpClient.newBuilder();
            Timeout wanted = timeout == null && httpClient == null ? Timeout.defaults() : timeout;
            if (wanted != null) {
                http.connectTimeout(wanted.connect())
                        .readTimeout(wanted.read())
                        .writeTimeout(wanted.write())
                        .callTimeout(wanted.call());
            }
            // A redirect could turn a POST into a GET, or carry a body to another host.
            http.followRedirects(false).followSslRedirects(false);
            return new VideoCallClient(http.build(), httpClient == null, baseUrl, token);
        }
    }
}
