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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

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

    /**
     * Asks the pages, or the engine where there is none: of one session, for one cause. Where the state does not answer nobody
     * is asked any more, so that it is waited for once.
     */
    List<Underway> begin(List<Attempt> attempts) {
        long started = System.nanoTime();
        log.request(attempts.stream().map(Attempt::commanded).toList());
        List<Asked> asked = new ArrayList<>();
        try {
            attempts.forEach(attempt -> asked.add(ask(attempt)));
        } catch (RuntimeException e) {
            List<Attempt> rest = new ArrayList<>(attempts);
            asked.stream().filter(one -> one.page() != null).forEach(one -> {
                rest.remove(one.attempt());
                await(one, started);
            });
            rest.forEach(attempt -> log.expire(attempt.commanded()));
            throw e;
        }
        log.deliver(asked.stream()
                .filter(one -> one.page() != null)
                .map(one -> one.attempt().commanded())
                .toList());
        return asked.stream().map(one -> await(one, started)).toList();
    }

    private Asked ask(Attempt attempt) {
        Switch wish = attempt.wish();
        return new Asked(
                attempt,
                link.switchMicrophone(
                                attempt.sessionId(),
                                wish.participantId(),
                                new ParticipantLink.Order(attempt.commandId(), wish.muted(), asks(wish)))
                        .map(CompletionStage::toCompletableFuture)
                        .orElse(null));
    }

    private Underway await(Asked asked, long started) {
        Attempt attempt = asked.attempt();
        Switch wish = attempt.wish();
        if (asked.page() != null) {
            Duration life = life(wish);
            // Who waits for as long as the page may take learns the outcome, which then comes.
            Duration wait = life.equals(wish.patience()) ? life.plus(CONCLUDING) : wish.patience();
            CompletableFuture<End> end = byThePage(attempt, asked.page(), life);
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
        // The answer itself may be lost between servers.
        Optional<Outcome> kept = log.kept(attempt.commanded());
        boolean observed = kept.isPresent() && kept.get().status() == Command.Status.OBSERVED;
        if (!observed && engine.getNow(false)) {
            LOG.log(INFO, "a page is silent: the engine muted its participant");
            return byTheEngine(attempt.sessionId(), attempt.wish());
        }
        return kept.orElseGet(() -> Outcome.expired(gone(page) ? "The page is gone" : "No answer in time"));
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

    /**
     * An attempt that has been told to whoever is to carry it out.
     *
     * @param attempt the attempt
     * @param page what the page will say; null where none is connected
     */
    private record Asked(Attempt attempt, @Nullable CompletableFuture<Boolean> page) {}
}
