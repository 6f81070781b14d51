package com.bahasadri.videocall.client;

import com.bahasadri.videocall.client.api.EventsApi;
import com.bahasadri.videocall.client.api.ParticipantsApi;
import com.bahasadri.videocall.client.api.PlaybackApi;
import com.bahasadri.videocall.client.api.ServiceApi;
import com.bahasadri.videocall.client.api.SessionsApi;
import com.bahasadri.videocall.client.api.TokensApi;
import com.bahasadri.videocall.client.api.VideoFilesApi;
import com.bahasadri.videocall.client.event.SessionEvents;
import com.bahasadri.videocall.client.internal.Caller;
import com.bahasadri.videocall.client.internal.ControlTokens;
import com.bahasadri.videocall.client.internal.HeaderRules;
import com.bahasadri.videocall.client.internal.Lifecycle;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The client of a Video Call Control Center. Build one for each server, keep it, and close it at the end.
 *
 * <pre>{@code
 * try (VideoCallClient client = VideoCallClient.builder().baseUrl(address).build()) {
 *     CreatedSession session = client.sessions().create();
 *     ParticipantToken invitation = client.tokens().createParticipantToken(session.sessionId());
 *     print("Join at " + invitation.joinUrl());
 * }
 * }</pre>
 *
 * <p>Every operation throws a subclass of {@link com.bahasadri.videocall.client.error.VideoCallException}. What may end otherwise is
 * tried again, at most 2 times: where there was no answer, and after 408, 429 and 5xx, but for 501, 505 and 507. Between two tries it
 * waits 0.25 to 0.5 s, then 0.5 to 1 s, up to 8 s, and as long as {@code Retry-After} says where that is longer; one of more than 30 s
 * is not waited for. Writes too: each has an {@code Idempotency-Key}, the same in all tries, so that the server does once what it is
 * told twice. An upload is tried again where its {@link VideoSource} is repeatable. Redirects are not followed. Immutable and safe
 * for use by many threads.
 */
public final class VideoCallClient implements AutoCloseable {
    private final VideoCallClientBuilder origin;
    private final @Nullable OkHttpClient http;
    private final Lifecycle lifecycle;
    private final boolean isView;
    private final Caller caller;
    private final SessionsApi sessions;
    private final TokensApi tokens;
    private final ParticipantsApi participants;
    private final VideoFilesApi videoFiles;
    private final PlaybackApi playback;
    private final EventsApi events;
    private final ServiceApi service;
    private final VideoCallClientAsync async;

    VideoCallClient(VideoCallClientBuilder origin, @Nullable OkHttpClient http, Lifecycle lifecycle, boolean isView) {
        this.origin = origin;
        this.http = http;
        this.lifecycle = lifecycle;
        this.isView = isView;
        this.caller = origin.caller(http, lifecycle);
        this.sessions = new SessionsApi(caller);
        this.tokens = new TokensApi(caller);
        this.participants = new ParticipantsApi(caller);
        this.videoFiles = new VideoFilesApi(caller);
        this.playback = new PlaybackApi(caller);
        this.events = new EventsApi(caller);
        this.service = new ServiceApi(caller);
        this.async = new VideoCallClientAsync(caller);
    }

    /**
     * Starts to build a client.
     *
     * @return a builder with the defaults
     */
    public static VideoCallClientBuilder builder() {
        return new VideoCallClientBuilder();
    }

    /**
     * A client as the environment says. {@code VIDEO_CALL_URL} is where the server is, and has to be set. {@code VIDEO_CALL_TOKEN} or
     * {@code VIDEO_CALL_OPERATOR_KEY}, of which one may be, is the bearer token. {@code VIDEO_CALL_TIMEOUT_SECONDS} is how long a whole
     * call may take, 0 for any time, 30 without it; {@code VIDEO_CALL_MAX_RETRIES} how often it is tried again, 2 without it. A blank
     * variable counts as unset.
     *
     * @return the client
     * @throws IllegalStateException if anything is missing or wrong; the message names all of it, and quotes no token
     */
    public static VideoCallClient fromEnv() {
        return Environment.client(System.getenv());
    }

    /**
     * The same client with another token; see {@link #withOptions}.
     *
     * @param token a control token, an operator key or a participant token
     * @return the changed view
     * @throws IllegalArgumentException if the token is empty or has a character that a header cannot carry
     */
    public VideoCallClient withToken(String token) {
        return withOptions(options -> options.token(token));
    }

    /**
     * The same client with other options. The view shares this client's connections: close this one at the end, and its views end with
     * it; closing a view does nothing.
     *
     * <pre>{@code
     * VideoCallClient patient = client.withOptions(
     *         options -> options.maxRetries(5).timeout(Timeout.defaults().withCall(Duration.ofMinutes(2))));
     * }</pre>
     *
     * @param change sets what is to be otherwise
     * @return the changed view
     * @throws IllegalStateException if the change sets an {@code OkHttpClient} or a transport, or this client is closed
     */
    public VideoCallClient withOptions(Consumer<VideoCallClientBuilder> change) {
        lifecycle.ensureOpen();
        VideoCallClientBuilder changed = origin.copyForView();
        change.accept(changed);
        return new VideoCallClient(changed.copy(), http, lifecycle, true);
    }

    /**
     * The operations without waiting.
     *
     * @return the same client in its asynchronous form
     */
    public VideoCallClientAsync async() {
        return async;
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
     * The video files of a session. {@link RequestOptions} has what an upload may take.
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
     * What happened in a session, page by page; {@link #events(String)} goes on as things happen.
     *
     * @return the operations
     */
    public EventsApi events() {
        return events;
    }

    /**
     * What happens in a session, as it happens.
     *
     * @param sessionId the session
     * @return its events, to be opened or listened to
     * @throws IllegalArgumentException if no path can carry the id
     */
    public SessionEvents events(String sessionId) {
        return new SessionEvents(caller, sessionId);
    }

    /**
     * The control of one session, with a control token that is minted at the first command and renewed before it expires. The client's
     * own token has to be one that mints control tokens, where the server asks for one.
     *
     * @param sessionId the session
     * @return its control
     * @throws IllegalArgumentException if no path can carry the id
     */
    public SessionControl control(String sessionId) {
        return new SessionControl(this, sessionId, new ControlTokens(tokens, sessionId, origin.time()));
    }

    /**
     * The control of one session, with a control token that was minted elsewhere. It is used as it is, and never renewed.
     *
     * @param sessionId the session
     * @param controlToken its control token
     * @return its control
     * @throws IllegalArgumentException if no path can carry the id, or no header the token
     */
    public SessionControl control(String sessionId, String controlToken) {
        HeaderRules.checkedToken(controlToken);
        return new SessionControl(this, sessionId, new ControlTokens(controlToken));
    }

    /**
     * The server itself.
     *
     * @return the operations
     */
    public ServiceApi service() {
        return service;
    }

    /**
     * Closes the connections, and ends every view. Calls that begin later throw an {@link IllegalStateException}. A try that is under way
     * comes to its end and is its call's last. Calls that wait, for their next try or for one of the 64 places, fail at once with a
     * {@link com.bahasadri.videocall.client.error.CancelledException}. Streams of events end. An injected {@code OkHttpClient} or transport
     * is left as it is, with the calls that wait for their turn in it. Closing a view, or a client a second time, does nothing.
     */
    @Override
    public void close() {
        if (!isView) {
            lifecycle.close();
        }
    }

    /** The server's address; the token is masked. */
    @Override
    public String toString() {
        return "VideoCallClient[" + origin.described() + "]";
    }
}
