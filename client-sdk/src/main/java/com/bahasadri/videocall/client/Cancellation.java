package com.bahasadri.videocall.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls from another thread, which then throw a {@link com.bahasadri.videocall.client.error.CancelledException}, and what reads
 * events, which then ends. It serves any number of them, and once cancelled it stays so. Safe for use by many threads.
 *
 * <pre>{@code
 * Cancellation cancellation = new Cancellation();
 * RequestOptions options = RequestOptions.defaults().withCancellation(cancellation);
 * CompletableFuture<CreatedSession> call =
 *         CompletableFuture.supplyAsync(() -> client.sessions().create(options));
 * cancellation.cancel();
 * }</pre>
 *
 * <p>Sending, waiting for the answer and waiting for the next try end at once. The source of an upload that blocks in reading is not
 * interrupted: close it with {@link #onCancel}, if it may.
 */
public final class Cancellation {
    private final Object lock = new Object();
    private final List<Registration> registrations = new ArrayList<>();
    private boolean cancelled;

    /** Creates one that is not cancelled. */
    public Cancellation() {}

    /**
     * Ends the calls that have it, and every later one; does nothing the second time. Where an action throws, the others run all the
     * same; the first of what was thrown comes out of this, with the others suppressed in it.
     */
    public void cancel() {
        List<Registration> waiting;
        synchronized (lock) {
            cancelled = true;
            waiting = List.copyOf(registrations);
            registrations.clear();
        }
        Throwable failure = null;
        for (Registration registration : waiting) {
            try {
                registration.action.run();
            } catch (RuntimeException | Error e) {
                failure = both(failure, e);
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    private static Throwable both(@Nullable Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }

    /**
     * Whether {@link #cancel} was called.
     *
     * @return whether it is over
     */
    public boolean isCancelled() {
        synchronized (lock) {
            return cancelled;
        }
    }

    /**
     * Runs an action at the cancellation, by the thread that cancels; at once, if that has been.
     *
     * @param action what to do; quick, and without exceptions
     * @return takes the action back when it is closed
     */
    public Registration onCancel(Runnable action) {
        Registration registration = new Registration(Objects.requireNonNull(action, "action is null"));
        synchronized (lock) {
            if (!cancelled) {
                registrations.add(registration);
                return registration;
            }
        }
        action.run();
        return registration;
    }

    /** An action that waits for the cancellation. Safe for use by many threads. */
    public final class Registration implements AutoCloseable {
        private final Runnable action;

        private Registration(Runnable action) {
            this.action = action;
        }

        /** Takes the action back; it may still run, if the cancellation comes at the same time. */
        @Override
        public void close() {
            synchronized (lock) {
                registrations.remove(this);
            }
        }
    }
}
