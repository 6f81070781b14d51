package com.bahasadri.videocall.server.domain.control;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.session.Change;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Tells in a session's log how far a command has come. What the state does not take is told again every second until it
 * does. Safe for use by many threads.
 */
final class CommandLog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CommandLog.class.getName());
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** How many outcomes may wait to be told again; {@link OpenCommands} sees to what is beyond. */
    private static final int MAX_WAITING = 1_000;

    private final StateStore store;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "command-log");
        thread.setDaemon(true);
        return thread;
    });

    CommandLog(StateStore store) {
        this.store = requireNonNull(store, "store is null");
    }

    /**
     * Begins commands of one session and one cause, all or none. A state that does not answer may have taken them all the same:
     * then they expire.
     */
    void request(List<Commanded> all) {
        try {
            change(all, (session, of) -> session.progress().request(of.command()));
        } catch (ServiceException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                all.forEach(this::expire);
            }
            throw e;
        }
    }

    /** Tells that who is to do them was told. Where the state does not answer it is left out: an answer tells it, too. */
    void deliver(List<Commanded> all) {
        try {
            change(all, (session, of) -> session.progress().deliver(of.command().id()));
        } catch (ServiceException e) {
            LOG.log(DEBUG, "the state does not answer", e);
        }
    }

    /**
     * Lets a command expire, once the state answers, that could not be carried out because it did not; unless its page was told
     * all the same, and has answered.
     */
    void expire(Commanded of) {
        again(of, () -> kept(of).orElseGet(Outcome::unanswered), new CompletableFuture<>());
    }

    /** What its page has answered as far as the state knows, for the answer itself may be lost between servers. */
    Optional<Outcome> kept(Commanded of) {
        return store.find(of.sessionId())
                .map(session -> session.commands().get(of.command().id()))
                .flatMap(Outcome::kept);
    }

    /**
     * Tells what became of a command.
     *
     * @param of the command
     * @param outcome is asked each time it is to be told; it may change the state first, and throw what that throws
     * @return is completed with the outcome once it is told; not by a state that never answers again
     */
    CompletableFuture<Outcome> conclude(Commanded of, Supplier<Outcome> outcome) {
        CompletableFuture<Outcome> told = new CompletableFuture<>();
        tell(of, outcome, told);
        return told;
    }

    /** Tells nothing again any more. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void change(List<Commanded> all, BiFunction<Session, Commanded, Change> step) {
        if (all.isEmpty()) {
            return;
        }
        Commanded first = all.get(0);
        store.change(first.sessionId(), first.cause(), session -> {
            List<SessionEvent> events = new ArrayList<>();
            Session now = session;
            for (Commanded of : all) {
                Change change = step.apply(now, of);
                events.addAll(change.events());
                now = change.session();
            }
            return new Change(now, events);
        });
    }

    private void tell(Commanded of, Supplier<Outcome> outcome, CompletableFuture<Outcome> told) {
        try {
            Outcome known = outcome.get();
            store.change(
                    of.sessionId(), new Cause(known.by(), of.cause().correlationId()), session -> session.progress()
                            .conclude(of.command().id(), known.status(), known.reason()));
            told.complete(known);
        } catch (ServiceException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                again(of, outcome, told);
            } else {
                told.completeExceptionally(e);
            }
        } catch (RuntimeException e) {
            LOG.log(WARNING, "the outcome of a command cannot be told", e);
            told.completeExceptionally(e);
        }
    }

    /** Once the state answers, and a moment later: a page whose answer was lost tells it again first. */
    private void again(Commanded of, Supplier<Outcome> outcome, CompletableFuture<Outcome> told) {
        later(() -> {
            try {
                store.find(of.sessionId());
                later(() -> tell(of, outcome, told));
            } catch (ServiceException e) {
                again(of, outcome, told);
            }
        });
    }

    private void later(Runnable telling) {
        if (timer.getQueue().size() >= MAX_WAITING) {
            LOG.log(WARNING, "too many outcomes of commands wait for the state: one expires");
            return;
        }
        try {
            timer.schedule(telling, RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(DEBUG, "shutting down: the command expires", e);
        }
    }
}
