package com.bahasadri.videocall.client;

import com.bahasadri.videocall.client.api.EventsApiAsync;
import com.bahasadri.videocall.client.api.ParticipantsApiAsync;
import com.bahasadri.videocall.client.api.PlaybackApiAsync;
import com.bahasadri.videocall.client.api.ServiceApiAsync;
import com.bahasadri.videocall.client.api.SessionsApiAsync;
import com.bahasadri.videocall.client.api.TokensApiAsync;
import com.bahasadri.videocall.client.api.VideoFilesApiAsync;
import com.bahasadri.videocall.client.internal.Caller;

/**
 * The operations of a {@link VideoCallClient} without waiting; {@link VideoCallClient#async()} gives it. No thread waits for an answer
 * or for the next try; for a control token that is to be minted first, one of the executor's does. A token's supplier is asked by the
 * thread that calls.
 *
 * <pre>{@code
 * CompletableFuture<URI> link = client.async()
 *         .sessions()
 *         .create()
 *         .thenCompose(session -> client.async().tokens().createParticipantToken(session.sessionId()))
 *         .thenApply(ParticipantToken::joinUrl);
 * }</pre>
 *
 * <p>Cancelling a future that a method returned ends its call and its tries; cancelling a stage that depends on it does not, as with
 * every {@code CompletableFuture}. Futures complete on the client's executor, so that what follows may block. At most 64 calls are on
 * their way at once, or as many as the dispatcher of an injected {@code OkHttpClient} lets: 5 to one server unless it is told otherwise.
 * The others wait for their turn, which is part of their time. Immutable and safe for use by many threads.
 */
public final class VideoCallClientAsync {
    private final SessionsApiAsync sessions;
    private final TokensApiAsync tokens;
    private final ParticipantsApiAsync participants;
    private final VideoFilesApiAsync videoFiles;
    private final PlaybackApiAsync playback;
    private final EventsApiAsync events;
    private final ServiceApiAsync service;

    VideoCallClientAsync(Caller caller) {
        this.sessions = new SessionsApiAsync(caller);
        this.tokens = new TokensApiAsync(caller);
        this.participants = new ParticipantsApiAsync(caller);
        this.videoFiles = new VideoFilesApiAsync(caller);
        this.playback = new PlaybackApiAsync(caller);
        this.events = new EventsApiAsync(caller);
        this.service = new ServiceApiAsync(caller);
    }

    /**
     * Create, read, list and end sessions.
     *
     * @return the operations
     */
    public SessionsApiAsync sessions() {
        return sessions;
    }

    /**
     * Mint tokens for participants and control centers.
     *
     * @return the operations
     */
    public TokensApiAsync tokens() {
        return tokens;
    }

    /**
     * Act on the people in a call.
     *
     * @return the operations
     */
    public ParticipantsApiAsync participants() {
        return participants;
    }

    /**
     * The video files of a session.
     *
     * @return the operations
     */
    public VideoFilesApiAsync videoFiles() {
        return videoFiles;
    }

    /**
     * What plays in a session, for everyone in step.
     *
     * @return the operations
     */
    public PlaybackApiAsync playback() {
        return playback;
    }

    /**
     * What happened in a session, in order.
     *
     * @return the operations
     */
    public EventsApiAsync events() {
        return events;
    }

    /**
     * The server itself.
     *
     * @return the operations
     */
    public ServiceApiAsync service() {
        return service;
    }
}
