package com.bahasadri.videocall.server.port;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what writes were answered, so that a repeated one gets the same answer, and who runs one now, so that nobody
 * else does. Safe for use by many threads and, where the adapter says so, by many servers. A kept answer survives
 * the end of the process, where the adapter keeps anything at all; a claim ends with the server that has it, at the
 * latest when its lease does.
 */
public interface AnswerStore {
    /**
     * Claims a write, unless somebody has, or it has been answered.
     *
     * @param claim who wants to run it
     * @param lease for how long the claim holds unless it is renewed
     * @return empty where the claim is the caller's now, else what is there
     */
    Optional<Found> claim(Claim claim, Duration lease);

    /**
     * Holds a claim for longer.
     *
     * @param claim the claim
     * @param lease for how long, from now
     * @return whether it still was the owner's
     */
    boolean renew(Claim claim, Duration lease);

    /**
     * Keeps an answer and ends the claim, both at once for whoever looks.
     *
     * @param claim the claim
     * @param answer the answer, as text that need not be understood
     * @param lifetime for how long it is found
     * @return whether it is kept; false where the claim was no longer the owner's
     */
    boolean keep(Claim claim, String answer, Duration lifetime);

    /**
     * Ends a claim without an answer: the next one may run it. One that is no longer the owner's stays as it is.
     *
     * @param claim the claim
     */
    void release(Claim claim);

    /**
     * Waits until nobody runs a write, or may have stopped to; who called claims it again to find out.
     *
     * @param name the write
     * @param patience for how long to wait at most
     * @throws InterruptedException if the thread is to stop
     */
    void await(String name, Duration patience) throws InterruptedException;

    /** Removes answers whose lifetime is over; it takes time for these alone, however many there are. */
    void removeExpired();

    /**
     * Somebody who runs a write.
     *
     * @param name what stands for the write
     * @param owner who runs it, new for each run
     * @param fingerprint what the repeated one must be equal in
     */
    record Claim(String name, String owner, String fingerprint) {
        /** Requires all. */
        public Claim {
            requireNonNull(name, "name is null");
            requireNonNull(owner, "owner is null");
            requireNonNull(fingerprint, "fingerprint is null");
        }
    }

    /**
     * What is known of a write.
     *
     * @param fingerprint the first one's
     * @param answer what it was answered; null while it runs
     */
    record Found(String fingerprint, @Nullable String answer) {
        /** Requires the fingerprint. */
        public Found {
            requireNonNull(fingerprint, "fingerprint is null");
        }
    }
}
