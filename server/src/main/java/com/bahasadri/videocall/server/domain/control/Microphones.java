package com.bahasadri.videocall.server.domain.control;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;

import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.port.MediaEngine;
import com.bahasadri.videocall.server.port.ParticipantLink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Switches microphones by the participants' pages, or by the engine where there is none or it is silent; waits for neither. */
final class Microphones {
    /** How long the log may take for the outcome of a page's time, before an answer does without it. */
    private static final Duration CONCLUDING = Duration.ofSeconds(2);

    /** How long a participant that is asked has to answer. */
    private static final Duration CONSIDERATION = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(Microphones.class.getName());

    private final PresenceService presence;
    private final ParticipantLink link;
    private final MediaEngine media;
    private final CommandLog log;
    private final ControlService.Settings settings;

    Microphones(
            PresenceService presence,
            ParticipantLink link,
            MediaEngine media,
            CommandLog log,
            ControlService.Settings settings) {
        this.presence = presence;
        this.link = link;
        this.media = media;
        this.log = log;
        this.settings = settings;
    }

    /** Asks the page, or the engine where there is none. What fails is the end. */
    Underway begin(Attempt attempt) {
        long started = System.nanoTime();
        try {
            log.request(attempt.commanded());
        } catch (RuntimeException e) {
            return new Underway(attempt, CompletableFuture.completedFuture(End.failed(e)), started);
        }
        try {
            return ask(attempt, started);
        } catch (RuntimeException e) {
            log.conclude(attempt.commanded(), Outcome::unanswered);
            return new Underway(attempt, CompletableFuture.completedFuture(End.failed(e)), started);
        }
    }

    private Underway ask(Attempt attempt, long started) {
        Switch wish = attempt.wish();
        Optional<CompletionStage<Boolean>> asked = link.switchMicrophone(
                attempt.sessionId(),
                wish.participantId(),
                new ParticipantLink.Order(attempt.commandId(), wish.muted(), asks(wish)));
        if (asked.isPresent()) {
            log.deliver(attempt.commanded());
            Duration life = life(wish);
            // Who waits for as long as the page may take learns the outcome, which then comes.
            Duration wait = life.equals(wish.patience()) ? life.plus(CONCLUDING) : wish.patience();
            CompletableFuture<End> end = byThePage(attempt, asked.get().toCompletableFuture(), life);
            return new Underway(attempt, expected(end), started + wait.toNanos());
        }
        CompletableFuture<End> end = wish.muted()
                ? CompletableFuture.supplyAsync(() -> byTheEngine(attempt), settings.threads())
                        .thenCompose(told -> told)
                : nobody(attempt);
        return new Underway(attempt, expected(end), started + wish.patience().toNanos());
    }

    private boolean asks(Switch wish) {
        return !wish.muted() && settings.unmute() == UnmutePolicy.ASK;
    }

    /** How long a page has to answer: as long as anybody waits for it, and at least as long as is usual. */
    private Duration life(Switch wish) {
        Duration life = asks(wish) ? CONSIDERATION : settings.life();
        return life.compareTo(wish.patience()) > 0 ? life : wish.patience();
    }

    private CompletableFuture<End> byThePage(Attempt attempt, CompletableFuture<Boolean> page, Duration life) {
        CompletableFuture<Boolean> engine = besideThePage(attempt, page, life);
        CompletableFuture<Void> over =
                new CompletableFuture<Void>().completeOnTimeout(null, life.toNanos(), TimeUnit.NANOSECONDS);
        page.whenComplete((muted, failure) -> over.complete(null));
        engine.thenAccept(muted -> {
            if (muted) {
                over.complete(null);
            }
        });
        // Whoever is being asked when the time is over is heard: its calls have a time of their own.
        return CompletableFuture.anyOf(
                        page.handle((muted, failure) -> true), over.thenCombine(engine, (time, muted) -> muted))
                .handleAsync(
                        (heard, failure) -> log.conclude(attempt.commanded(), () -> said(attempt, page, engine)),
                        settings.threads())
                .thenCompose(told -> told.thenApply(End::of));
    }

    /** Has the engine mute whom a silent page does not; false where it is not asked, or does not. Never fails. */
    private CompletableFuture<Boolean> besideThePage(Attempt attempt, CompletableFuture<Boolean> page, Duration life) {
        if (!attempt.wish().muted() || !settings.silentPages()) {
            return CompletableFuture.completedFuture(false);
        }
        Executor later = CompletableFuture.delayedExecutor(
                life.multipliedBy(2).dividedBy(3).toNanos(), TimeUnit.NANOSECONDS, settings.threads());
        String participantId = attempt.wish().participantId();
        return CompletableFuture.supplyAsync(
                        () -> !page.isDone() && media.mute(attempt.sessionId(), participantId), later)
                .exceptionally(failure -> {
                    LOG.log(DEBUG, "the page is silent, and the engine fails", failure);
                    return false;
                });
    }

    /** What the page has said by now; where it is silent, the engine. */
    private Outcome said(Attempt attempt, CompletableFuture<Boolean> page, CompletableFuture<Boolean> engine) {
        Command command = attempt.commanded().command();
        if (page.isDone() && !page.isCompletedExceptionally()) {
            return Outcome.said(command.kind(), attempt.wish().participantId(), page.join());
        }
        Optional<Outcome> kept = log.kept(attempt.commanded());
        if (kept.isPresent()) {
            return kept.get();
        }
        if (engine.getNow(false)) {
            LOG.log(INFO, "a page is silent: the engine muted its participant");
            return byTheEngine(attempt.sessionId(), attempt.wish());
        }
        return Outcome.expired(gone(page) ? "The page is gone" : "No answer in time");
    }

    /** Whether it is known that the page will not answer. */
    private static boolean gone(CompletableFuture<Boolean> page) {
        return page.isDone()
                && page.handle((muted, failure) -> !(failure instanceof TimeoutException))
                        .join();
    }

    private Outcome byTheEngine(String sessionId, Switch wish) {
        Cause engine = new Cause(Actor.REALTIMEKIT, wish.cause().correlationId());
        presence.observeMicrophone(sessionId, wish.participantId(), true, engine);
        return Outcome.observed(Actor.REALTIMEKIT);
    }

    private CompletableFuture<End> byTheEngine(Attempt attempt) {
        String participantId = attempt.wish().participantId();
        try {
            if (!media.mute(attempt.sessionId(), participantId)) {
                return nobody(attempt);
            }
        } catch (ServiceException e) {
            Outcome refused = Outcome.refused(String.valueOf(e.getMessage()), Actor.REALTIMEKIT);
            return log.conclude(attempt.commanded(), () -> refused).thenApply(told -> new End(told.status(), e));
        }
        return log.conclude(attempt.commanded(), () -> byTheEngine(attempt.sessionId(), attempt.wish()))
                .thenApply(End::of);
    }

    private CompletableFuture<End> nobody(Attempt attempt) {
        return log.conclude(attempt.commanded(), () -> Outcome.expired("No page is connected"))
                .thenApply(End::of);
    }

    private static CompletableFuture<End> expected(CompletableFuture<End> end) {
        return end.exceptionally(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return End.failed(cause instanceof RuntimeException known ? known : new IllegalStateException(cause));
        });
    }
}
