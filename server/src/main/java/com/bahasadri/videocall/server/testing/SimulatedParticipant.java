package com.bahasadri.videocall.server.testing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.function.Predicate;

/**
 * A participant's page without a browser: it tells the server its microphone, camera and screen, and does what the
 * server asks of it, or not. What it tells, the server has taken in when the method returns, within 10 seconds. It sends no media.
 * Safe for use by many threads.
 *
 * <pre>{@code
 * URI link = client.tokens().createParticipantToken(sessionId).joinUrl();
 * SimulatedParticipant ann = server.join(link);
 * ann.onCommand(SimulatedParticipant.OnCommand.REFUSE);
 *
 * assertThat(client.control(sessionId).mute(ann.participantId()).success())
 *         .isFalse();
 * }</pre>
 */
public final class SimulatedParticipant implements AutoCloseable {
    /** What a page does when it is told to mute or unmute. */
    public enum OnCommand {
        /** It does so, and says that it did. */
        OBEY,
        /** It does not, and says that it did not, as somebody who declines to be heard. */
        REFUSE,
        /** It does not, and says nothing. */
        IGNORE
    }

    private final URI channel;
    private final String token;
    private final PageState state;
    private volatile PageSocket socket;

    private SimulatedParticipant(URI channel, String token) {
        this.channel = channel;
        this.token = token;
        this.state = new PageState();
        this.socket = PageSocket.open(channel, token, state);
    }

    static SimulatedParticipant join(URI server, String sessionId, String token) {
        String scheme = "https".equals(server.getScheme()) ? "wss" : "ws";
        URI channel = URI.create(scheme + "://" + server.getRawAuthority() + "/api/video-call/session/"
                + requireNonNull(sessionId, "sessionId is null") + "/events");
        SimulatedParticipant participant = new SimulatedParticipant(channel, requireNonNull(token, "token is null"));
        participant.report(data().put("is_muted", false).put("is_camera_on", true), PageState.Known::joined);
        return participant;
    }

    /**
     * The participant's id.
     *
     * @return the id, as the participant's token was answered with
     */
    public String participantId() {
        return state.await(known -> known.participantId() != null, socket).participantId();
    }

    /**
     * Switches the microphone, as somebody does in the page.
     *
     * @param muted whether it is off
     */
    public void setMuted(boolean muted) {
        report(data().put("is_muted", muted), known -> known.muted() == muted);
    }

    /**
     * Switches the camera.
     *
     * @param cameraOn whether it is on
     */
    public void setCameraOn(boolean cameraOn) {
        report(data().put("is_camera_on", cameraOn), known -> known.cameraOn() == cameraOn);
    }

    /**
     * Starts or stops to share the screen.
     *
     * @param sharing whether it is shared
     */
    public void setScreenSharing(boolean sharing) {
        report(data().put("is_screen_sharing", sharing), known -> known.screenSharing() == sharing);
    }

    /**
     * Tells how good the connection is.
     *
     * @param quality a word that the contract has for it, such as {@code poor}
     */
    public void setConnectionQuality(String quality) {
        requireNonNull(quality, "quality is null");
        report(data().put("connection_quality", quality), known -> known.quality()
                .equals(quality));
    }

    /**
     * Decides what the page does when it is told to mute or unmute.
     *
     * @param behaviour what it does; {@link OnCommand#OBEY} at the start
     */
    public void onCommand(OnCommand behaviour) {
        state.behave(requireNonNull(behaviour, "behaviour is null"));
    }

    /**
     * Whether the microphone is off.
     *
     * @return the state that the server knows of
     */
    public boolean isMuted() {
        return state.known().muted();
    }

    /**
     * Whether the participant is in the call as far as its page knows.
     *
     * @return whether it joined and has neither left nor lost its connection, nor been removed
     */
    public boolean isConnected() {
        return socket.closeCode() == PageSocket.OPEN;
    }

    /** Loses the connection, without a word to the server. */
    public void drop() {
        socket.abort();
    }

    /**
     * Comes back after {@link #drop}, or when the server dropped the connection, and tells its state anew.
     *
     * @throws IllegalStateException if the server does not take the participant in any more
     */
    public void reconnect() {
        socket.abort();
        PageState.Known before = state.known();
        state.forget();
        socket = PageSocket.open(channel, token, state);
        report(
                data().put("is_muted", before.muted())
                        .put("is_camera_on", before.cameraOn())
                        .put("is_screen_sharing", before.screenSharing()),
                PageState.Known::joined);
    }

    /** Leaves the call, as somebody does who presses the button; one who is not connected has left. */
    @Override
    public void close() {
        socket.leave();
    }

    private void report(ObjectNode data, Predicate<PageState.Known> takenIn) {
        PageSocket current = socket;
        current.send("participant_state", null, data);
        state.await(takenIn, current);
    }

    private static ObjectNode data() {
        return JsonNodeFactory.instance.objectNode();
    }
}
