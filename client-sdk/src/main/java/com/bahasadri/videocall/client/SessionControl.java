package com.bahasadri.videocall.client;

import com.bahasadri.videocall.client.event.SessionEvents;
import com.bahasadri.videocall.client.internal.ControlTokens;
import com.bahasadri.videocall.client.model.CreateParticipantTokenRequest;
import com.bahasadri.videocall.client.model.DeletedVideoFile;
import com.bahasadri.videocall.client.model.EndedSession;
import com.bahasadri.videocall.client.model.KickResult;
import com.bahasadri.videocall.client.model.MuteAllResult;
import com.bahasadri.videocall.client.model.MuteResult;
import com.bahasadri.videocall.client.model.ParticipantToken;
import com.bahasadri.videocall.client.model.Playback;
import com.bahasadri.videocall.client.model.PlaybackStatus;
import com.bahasadri.videocall.client.model.ScreenShareList;
import com.bahasadri.videocall.client.model.Session;
import com.bahasadri.videocall.client.model.SetPlaybackRequest;
import com.bahasadri.videocall.client.model.VideoFile;
import com.bahasadri.videocall.client.model.VideoFileList;

/**
 * The control of one session: the operations of the groups without the session's id, with a control token that this obtains when it is
 * first needed, keeps, and has anew before it expires and once when the server does not take it; not for a write of which an earlier try
 * got no definite answer, which then fails with 401, since under a new token it could be done twice. Threads that share it share the
 * token, and only one mints. A call's time and its cancellation hold for minting and for waiting for it too. Every method throws as the group's does, and what minting throws where that fails: a
 * {@link com.bahasadri.videocall.client.error.ConflictException} once the session has ended. After {@link #end} nothing is minted: a
 * command then is refused for its token, with an {@link com.bahasadri.videocall.client.error.UnauthorizedException}.
 *
 * <pre>{@code
 * try (SessionControl control = client.control(sessionId)) {
 *     MuteResult result = control.mute(participantId);
 *     if (!result.success()) {
 *         control.kick(participantId);
 *     }
 *     control.end();
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class SessionControl implements AutoCloseable {
    private final VideoCallClient client;
    private final String sessionId;
    private final ControlTokens tokens;
    private final Cancellation closing = new Cancellation();

    SessionControl(VideoCallClient origin, String sessionId, ControlTokens tokens) {
        this.client = origin.withOptions(options -> options.token(tokens));
        this.sessionId = sessionId;
        this.tokens = tokens;
        // Refuses at once what no path can carry.
        client.events(sessionId);
    }

    /**
     * The session.
     *
     * @return its id
     */
    public String sessionId() {
        return sessionId;
    }

    /**
     * A client with this control's token, for what is not here: raw answers, and {@link VideoCallClient#async()}. Minting waits, also in
     * an asynchronous call, as long as the call may take.
     *
     * @return a view of the client that this was made of
     */
    public VideoCallClient client() {
        return client;
    }

    /**
     * What happens in the session, read with this control's token. Closing this ends what is open of it.
     *
     * @return its events, to be opened or listened to
     */
    public SessionEvents events() {
        return client.events(sessionId).withOptions(RequestOptions.defaults().withCancellation(closing));
    }

    /**
     * Reads the session: who is in the call, and in what state.
     *
     * @return the session
     */
    public Session get() {
        return client.sessions().get(sessionId);
    }

    /**
     * Invites somebody.
     *
     * @param request who is invited
     * @return the token, and the link to join with
     */
    public ParticipantToken createParticipantToken(CreateParticipantTokenRequest request) {
        return client.tokens().createParticipantToken(sessionId, request);
    }

    /**
     * Switches a participant's microphone off.
     *
     * @param participantId the participant
     * @param options what is to be otherwise for this call
     * @return what was observed; see {@code success}
     */
    public MuteResult mute(String participantId, RequestOptions options) {
        return client.participants().mute(sessionId, participantId, options);
    }

    /**
     * Switches a participant's microphone off.
     *
     * @param participantId the participant
     * @return what was observed; see {@code success}
     */
    public MuteResult mute(String participantId) {
        return client.participants().mute(sessionId, participantId);
    }

    /**
     * Switches a participant's microphone on, or asks for it, as the server is set.
     *
     * @param participantId the participant
     * @param options what is to be otherwise for this call
     * @return what was observed; see {@code success}
     */
    public MuteResult unmute(String participantId, RequestOptions options) {
        return client.participants().unmute(sessionId, participantId, options);
    }

    /**
     * Switches a participant's microphone on, or asks for it, as the server is set.
     *
     * @param participantId the participant
     * @return what was observed; see {@code success}
     */
    public MuteResult unmute(String participantId) {
        return client.participants().unmute(sessionId, participantId);
    }

    /**
     * Switches every microphone off.
     *
     * @param options what is to be otherwise for this call
     * @return what was observed of each participant
     */
    public MuteAllResult muteAll(RequestOptions options) {
        return client.participants().muteAll(sessionId, options);
    }

    /**
     * Switches every microphone off.
     *
     * @return what was observed of each participant
     */
    public MuteAllResult muteAll() {
        return client.participants().muteAll(sessionId);
    }

    /**
     * Removes a participant, whose link then opens nothing.
     *
     * @param participantId the participant
     * @param options what is to be otherwise for this call
     * @return whether it was removed
     */
    public KickResult kick(String participantId, RequestOptions options) {
        return client.participants().kick(sessionId, participantId, options);
    }

    /**
     * Removes a participant, whose link then opens nothing.
     *
     * @param participantId the participant
     * @return whether it was removed
     */
    public KickResult kick(String participantId) {
        return client.participants().kick(sessionId, participantId);
    }

    /**
     * Lists who shares a screen.
     *
     * @return the screen shares
     */
    public ScreenShareList screenShares() {
        return client.participants().listScreenShares(sessionId);
    }

    /**
     * Shares a video file with everyone in the call.
     *
     * @param file the file
     * @param options what is to be otherwise for this call
     * @return the file as it is stored
     */
    public VideoFile upload(VideoSource file, RequestOptions options) {
        return client.videoFiles().upload(sessionId, file, options);
    }

    /**
     * Shares a video file with everyone in the call.
     *
     * @param file the file
     * @return the file as it is stored
     */
    public VideoFile upload(VideoSource file) {
        return client.videoFiles().upload(sessionId, file);
    }

    /**
     * Lists the video files.
     *
     * @return the files
     */
    public VideoFileList videoFiles() {
        return client.videoFiles().list(sessionId);
    }

    /**
     * Deletes a video file.
     *
     * @param fileId the file
     * @return which file is gone
     */
    public DeletedVideoFile deleteVideoFile(String fileId) {
        return client.videoFiles().delete(sessionId, fileId);
    }

    /**
     * Reads what plays, and how far the pages are apart.
     *
     * @return the playback
     */
    public PlaybackStatus playback() {
        return client.playback().get(sessionId);
    }

    /**
     * Plays, pauses or moves a video for everyone in step.
     *
     * @param request what is to play
     * @return the playback as it is now
     */
    public Playback setPlayback(SetPlaybackRequest request) {
        return client.playback().set(sessionId, request);
    }

    /**
     * Ends the call for everyone. The token then commands nothing more, and no other is minted; events can still be read to their end.
     *
     * @return when it ended; the same again if it has ended already
     */
    public EndedSession end() {
        EndedSession ended = client.sessions().end(sessionId);
        tokens.end();
        return ended;
    }

    /**
     * Forgets the token and ends the events; the session goes on. Whatever is called later, or needs a token then, throws an
     * {@link IllegalStateException}.
     */
    @Override
    public void close() {
        closing.cancel();
        tokens.close();
    }

    /** The session; no token. */
    @Override
    public String toString() {
        return "SessionControl[sessionId=" + sessionId + "]";
    }
}
