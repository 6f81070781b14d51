package com.bahasadri.videocall.server.emulator;

/** A request that RealtimeKit would refuse; becomes its error, with the singular {@code error}. */
final class Refusal extends RuntimeException {
    private final int status;

    private Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static Refusal malformed(String message) {
        return new Refusal(400, message);
    }

    static Refusal forbidden(String message) {
        return new Refusal(403, message);
    }

    static Refusal notFound(String message) {
        return new Refusal(404, message);
    }

    static Refusal conflict(String message) {
        return new Refusal(409, message);
    }

    static Refusal tooLarge() {
        return new Refusal(413, "Request body too large");
    }

    int status() {
        return status;
    }
}
