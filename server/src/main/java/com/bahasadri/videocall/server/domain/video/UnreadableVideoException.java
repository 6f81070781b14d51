package com.bahasadri.videocall.server.domain.video;

/** A file is no video that is accepted, or a damaged one. Its message says why, for the person who chose the file. */
public final class UnreadableVideoException extends Exception {
    /**
     * A reason.
     *
     * @param message a sentence for people, without a full stop
     */
    public UnreadableVideoException(String message) {
        // The cause is in the file: where the code found it helps nobody, and a hostile file costs less without.
        super(message, null, false, false);
    }

    static UnreadableVideoException cutOff() {
        return new UnreadableVideoException("The file is cut off");
    }

    static UnreadableVideoException damaged(String how, long position) {
        return new UnreadableVideoException("The file is damaged: " + how + " at byte " + position);
    }
}
