package com.bahasadri.videocall.server.emulator;

/**
 * How the emulator reaches the pages in a call, which is RealtimeKit's media server's part. Called without any lock
 * held, by many threads. An exception counts as {@code false}.
 */
public interface PeerLink {
    /** Reaches nobody. */
    PeerLink NONE = new PeerLink() {
        @Override
        public boolean kick(String meetingId, String participantId) {
            return false;
        }

        @Override
        public boolean mute(String meetingId, String participantId) {
            return false;
        }
    };

    /**
     * Puts a participant's page out of the call.
     *
     * @param meetingId the meeting
     * @param participantId the participant
     * @return whether a page was reached; the emulator counts the participant as gone in any case
     */
    boolean kick(String meetingId, String participantId);

    /**
     * Switches a participant's microphone off.
     *
     * @param meetingId the meeting
     * @param participantId the participant
     * @return whether the page confirmed it
     */
    boolean mute(String meetingId, String participantId);
}
