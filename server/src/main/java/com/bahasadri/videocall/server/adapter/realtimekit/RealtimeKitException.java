package com.bahasadri.videocall.server.adapter.realtimekit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call that RealtimeKit did not answer with success: the detail, for the log alone. Holds no secret. */
final class RealtimeKitException extends Exception {
    /** The status of a call that got no answer. */
    static final int NO_ANSWER = 0;

    private static final int TOO_MANY = 429;

    private final transient Call call;
    private final Outcome outcome;
    private final int status;
    private final Duration took;
    private final @Nullable Duration retryAfter;

    private RealtimeKitException(
            String message, Call call, Outcome outcome, int status, Duration took, @Nullable Duration retryAfter) {
        super(message);
        this.call = call;
        this.outcome = outcome;
        this.status = status;
        this.took = took;
        this.retryAfter = retryAfter;
    }

    static RealtimeKitException noAnswer(Call call, Duration took, String detail) {
        return new RealtimeKitException(
                call.describe() + " got no answer: " + detail, call, Outcome.NO_ANSWER, NO_ANSWER, took, null);
    }

    /** For an address that nobody answers at; nothing was sent. */
    static RealtimeKitException unreachable(Call call, Duration took, String detail) {
        return new RealtimeKitException(
                call.describe() + " got no answer: " + detail, call, Outcome.UNREACHABLE, NO_ANSWER, took, null);
    }

    /** For a certificate that cannot be trusted; nothing was sent. */
    static RealtimeKitException untrusted(Call call, Duration took, String detail) {
        return new RealtimeKitException(
                call.describe() + " got no answer: " + detail, call, Outcome.UNTRUSTED, NO_ANSWER, took, null);
    }

    static RealtimeKitException answered(
            Call call, Outcome outcome, int status, Duration took, @Nullable Duration retryAfter, String detail) {
        return new RealtimeKitException(
                call.describe() + " was answered " + status + ": " + detail, call, outcome, status, took, retryAfter);
    }

    /** For what was not sent, since RealtimeKit takes no more for the moment. */
    static RealtimeKitException heldBack(Call call, @Nullable Duration retryAfter, String why) {
        String message = call.describe() + " was not sent: " + why;
        return new RealtimeKitException(message, call, Outcome.HELD_BACK, NO_ANSWER, Duration.ZERO, retryAfter);
    }

    /** For an id that cannot be RealtimeKit's; nothing was sent. */
    static RealtimeKitException noSuchId(Call call) {
        String message = call.operation() + " was not sent: an id cannot be RealtimeKit's";
        return new RealtimeKitException(message, call, Outcome.MISSING, 404, Duration.ZERO, null);
    }

    Call call() {
        return call;
    }

    /** The HTTP status, or {@link #NO_ANSWER}. */
    int status() {
        return status;
    }

    /** Whether RealtimeKit said that what was named does not exist, as opposed to a proxy or a wrong address. */
    boolean missing() {
        return outcome == Outcome.MISSING;
    }

    /** Whether RealtimeKit is to blame, or the way to it, and not the call. */
    boolean failed() {
        return passing() || outcome == Outcome.UNTRUSTED;
    }

    /** Whether the same call may have a better answer soon. */
    boolean passing() {
        return outcome == Outcome.NO_ANSWER || outcome == Outcome.UNREACHABLE || outcome == Outcome.FAILED;
    }

    /** Whether nothing of it has arrived, so that sending it again is not a repetition. */
    boolean unsent() {
        return outcome == Outcome.UNREACHABLE;
    }

    /** Whether the call may have been done all the same. */
    boolean uncertain() {
        return passing() && !unsent() && status != TOO_MANY;
    }

    /** Whether there is to be a next try, but not now. */
    boolean comeBack() {
        return retryAfter != null || status == TOO_MANY;
    }

    /** How long to wait before the next try, where RealtimeKit or we say so. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    Duration took() {
        return took;
    }

    /** What became of a call that was not answered with success. */
    enum Outcome {
        /** It was not sent. */
        HELD_BACK,
        /** Nobody was there to send it to. */
        UNREACHABLE,
        /** Nothing came back, or not all. */
        NO_ANSWER,
        /** The certificate is not one to trust. */
        UNTRUSTED,
        /** The answer is none: RealtimeKit or something before it fails, or has too much to do. */
        FAILED,
        /** What was named does not exist. */
        MISSING,
        /** The answer is no. */
        REFUSED
    }
}
