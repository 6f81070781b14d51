package com.bahasadri.videocall.server.domain.control;

import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.Participant;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.port.MediaEngine;
import com.bahasadri.videocall.server.port.ParticipantLink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Switches microphones by the participants' pages, or by the engine where no page is connected. */
final class Microphones {
    /** How long a participant that is asked has to answer. */
    private static final Duration CONSIDERATION = Duration.ofSeconds(30);

    private final SessionService sessions;
    private final PresenceService presence;
    private final ParticipantLink link;
    private final MediaEngine media;
    private final CommandLog log;
    private final UnmutePolicy unmute;

    Microphones(
            SessionService sessions,
            PresenceService presence,
            ParticipantLink link,
            MediaEngine media,
            CommandLog log,
            UnmutePolicy unmute) {
        this.sessions = sessions;
        this.presence = presence;
        this.link = link;
        this.media = media;
        this.log = log;
        this.unmute = unmute;
    }

    /** Asks the page, if there is one, and answers what waits for the outcome. */
    Supplier<Observed> begin(String sessionId, Switch wish) {
        String commandId = log.request(
                sessionId, wish.muted() ? Command.Kind.MUTE : Command.Kind.UNMUTE, wish.participantId(), wish.cause());
        boolean ask = !wish.muted() && unmute == UnmutePolicy.ASK;
        Optional<CompletionStage<Boolean>> page = link.switchMicrophone(
                sessionId, wish.participantId(), new ParticipantLink.Order(commandId, wish.muted(), ask));
        Attempt attempt = new Attempt(sessionId, commandId, wish);
        if (page.isEmpty()) {
            return () -> byTheEngine(attempt);
        }
        log.deliver(sessionId, commandId, wish.cause());
        Duration life = ask ? CONSIDERATION : wish.patience();
        CompletableFuture<Command.Status> concluded = page.get()
                .toCompletableFuture()
                .copy()
                .orTimeout(life.toNanos(), TimeUnit.NANOSECONDS)
                .handleAsync((muted, failure) -> conclude(attempt, muted, failure));
        return () -> observed(attempt, await(concluded, ask ? wish.patience() : null));
    }

    private Command.Status conclude(Attempt attempt, @Nullable Boolean muted, @Nullable Throwable failure) {
        Actor page = Actor.participant(attempt.wish().participantId());
        if (failure instanceof TimeoutException) {
            log.expired(attempt.sessionId(), attempt.commandId(), "No answer in time", attempt.cause());
            return Command.Status.EXPIRED;
        } else if (failure != null || muted == null) {
            log.expired(attempt.sessionId(), attempt.commandId(), "The page is gone", attempt.cause());
            return Command.Status.EXPIRED;
        } else if (muted != attempt.wish().muted()) {
            log.refused(attempt.sessionId(), attempt.commandId(), "The page refused", page, attempt.cause());
            return Command.Status.REFUSED;
        }
        log.observed(attempt.sessionId(), attempt.commandId(), page, attempt.cause());
        return Command.Status.OBSERVED;
    }

    private Observed byTheEngine(Attempt attempt) {
        Switch wish = attempt.wish();
        Cause engine = new Cause(Actor.REALTIMEKIT, attempt.cause().correlationId());
        try {
            if (wish.muted() && media.mute(attempt.sessionId(), wish.participantId())) {
                presence.observeMicrophone(attempt.sessionId(), wish.participantId(), true, engine);
                log.observed(attempt.sessionId(), attempt.commandId(), Actor.REALTIMEKIT, attempt.cause());
                return observed(attempt, Command.Status.OBSERVED);
            }
        } catch (ServiceException e) {
            log.refused(
                    attempt.sessionId(),
                    attempt.commandId(),
                    String.valueOf(e.getMessage()),
                    Actor.REALTIMEKIT,
                    attempt.cause());
            throw e;
        }
        log.expired(attempt.sessionId(), attempt.commandId(), "No page is connected", attempt.cause());
        return observed(attempt, Command.Status.EXPIRED);
    }

    private Observed observed(Attempt attempt, Command.@Nullable Status outcome) {
        boolean lastKnown = sessions.get(attempt.sessionId())
                .participant(attempt.wish().participantId())
                .map(Participant::muted)
                .orElse(true);
        return new Observed(attempt.commandId(), attempt.wish().participantId(), lastKnown, outcome);
    }

    /** The outcome, or null if there is none in time; without a time it is bounded already. */
    private static Command.@Nullable Status await(CompletableFuture<Command.Status> outcome, @Nullable Duration time) {
        try {
            return time == null ? outcome.get() : outcome.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private record Attempt(String sessionId, String commandId, Switch wish) {
        Cause cause() {
            return wish.cause();
        }
    }
}
