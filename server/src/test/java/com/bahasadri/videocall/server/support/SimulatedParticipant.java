package com.bahasadri.videocall.server.support;

import java.net.URI;

/** A participant's page without a browser: joins over the channel, reports its state, and obeys mute and unmute. */
public final class SimulatedParticipant implements AutoCloseable {
    private final ChannelClient channel;

    private SimulatedParticipant(ChannelClient channel) {
        this.channel = channel;
    }

    /**
     * Joins with the microphone and the camera on.
     *
     * @param server the server's address
     * @param sessionId the session
     * @param token a participant token
     * @return the participant, in the call
     */
    public static SimulatedParticipant join(URI server, String sessionId, String token) {
        ChannelClient channel = ChannelClient.participant(server, sessionId, token);
        channel.report("{'is_muted':false,'is_camera_on':true}").await("participant_joined");
        return new SimulatedParticipant(channel);
    }

    /** Starts to share a screen. */
    public void shareScreen() {
        channel.report("{'is_screen_sharing':true}").await("screen_share_started");
    }

    @Override
    public void close() {
        channel.close();
    }
}
