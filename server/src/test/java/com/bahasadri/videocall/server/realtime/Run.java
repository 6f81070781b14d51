package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedViewers;
import com.bahasadri.videocall.server.adapter.embedded.NoNeighbours;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.control.Command;
import com.bahasadri.videocall.server.domain.control.PageAnswer;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.EventLog;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.playback.PlaybackCommand;
import com.bahasadri.videocall.server.domain.session.Change;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.domain.session.ParticipantState;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.token.Role;
import com.bahasadri.videocall.server.domain.video.VideoType;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.realtime.Schedule.Step;
import com.bahasadri.videocall.server.resource.EventMessages;
import com.bahasadri.videocall.server.support.Replay;
import com.bahasadri.videocall.server.support.Together;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Carries a schedule out, and holds what came of it against what was promised. */
final class Run implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 40;

    private final Machines machines;
    private final TestClock clock = new TestClock();
    private final MessageJson json = new MessageJson(
            new EventMessages(clock, (session, file, base) -> URI.create("http://localhost/" + file.id())),
            false,
            List.of());
    private final Server[] servers;
    private final List<Session> created = new ArrayList<>();
    /** The states that changes were answered with, which therefore must last. */
    private final List<Session> acknowledged = new CopyOnWriteArrayList<>();

    private final List<Watcher> watchers = new ArrayList<>();

    Run(Machines machines) {
        this.machines = machines;
        this.servers = new Server[machines.count()];
        for (int server = 0; server < servers.length; server++) {
            start(server);
        }
        for (int i = 0; i < Schedule.SESSIONS; i++) {
            Session session =
                    Session.created(UUID.randomUUID().toString(), null, Instant.parse("2026-01-01T00:00:00Z"));
            answered(() -> {
                servers[0].store.create(session);
                return session;
            });
            created.add(session);
            for (int who = 0; who < Schedule.PEOPLE; who++) {
                watchers.add(new Watcher(session.id(), "p" + who, Role.PARTICIPANT));
                watchers.add(new Watcher(session.id(), "operator", Role.CONTROL));
            }
        }
    }

    void carryOut(Schedule schedule) {
        for (List<Step> round : schedule.rounds()) {
            if (round.size() == 1) {
                take(round.get(0));
            } else {
                Together.run(round.size(), thread -> take(round.get(thread)));
            }
            restartWhatEnded();
        }
    }

    /** Fails unless every log tells its session, has all that was acknowledged, and was told to everyone once and in order. */
    void assertNothingIsLostAndNothingToldTwice() {
        machines.mend();
        // A change that was under way when something broke is made by now or never.
        created.forEach(session -> persist(() -> change(0, session.id(), found -> found.presence()
                .report("last", ParticipantState.microphone(true), "", now()))));
        for (Watcher watcher : watchers) {
            persist(() -> {
                if (!watcher.connected()) {
                    watcher.connect(servers[0].hub);
                }
                long last =
                        servers[0].store.find(watcher.sessionId()).orElseThrow().seq();
                return watcher.has(last);
            });
        }
        for (Session session : created) {
            for (Server server : servers) {
                Session now = answered(() -> server.store.find(session.id())).orElseThrow();
                List<LoggedEvent> log = answered(() -> server.store.events(session.id(), 0));
                Replay.assertThatLogTells(log, now);
                acknowledged.stream().filter(then -> then.id().equals(now.id())).forEach(then -> {
                    assertThat(then.seq()).isLessThanOrEqualTo(now.seq());
                    assertThat(Replay.of(log.subList(0, (int) then.seq()), then))
                            .isEqualTo(then);
                });
                watchers.stream()
                        .filter(watcher -> watcher.sessionId().equals(now.id()))
                        .forEach(watcher -> watcher.assertToldTheLog(log, now, json));
            }
        }
    }

    @Override
    public void close() {
        for (Server server : servers) {
            server.store.close();
        }
        machines.close();
    }

    private void take(Step step) {
        int number = step.server() % servers.length;
        String session = created.get(step.session()).id();
        String who = "p" + step.who();
        String thing = "thing-" + step.detail() % 3;
        try {
            switch (step.kind()) {
                case REPORT ->
                    change(number, session, found -> found.presence()
                            .report(
                                    who,
                                    new ParticipantState(who, step.bit(0), step.bit(1), step.bit(2), null),
                                    "share",
                                    now()));
                case LEAVE ->
                    change(number, session, found -> found.presence()
                            .leave(who, step.bit(0) ? LeaveReason.LEFT : LeaveReason.CONNECTION_LOST));
                case REQUEST -> {
                    // Ids are never used again.
                    String id = thing + "-" + UUID.randomUUID();
                    change(number, session, found -> found.progress()
                            .request(Command.requested(id, Command.Kind.MUTE, who)));
                }
                case DELIVER -> change(number, session, found -> deliver(found, step, command(found, thing)));
                case CONCLUDE ->
                    change(number, session, found -> found.progress()
                            .conclude(
                                    command(found, thing),
                                    List.of(Command.Status.OBSERVED, Command.Status.REFUSED, Command.Status.EXPIRED)
                                            .get(step.who()),
                                    null));
                case SHARE ->
                    change(
                            number,
                            session,
                            found -> found.files().containsKey(thing)
                                    ? new Change(found, List.of())
                                    : found.video()
                                            .share(new VideoFile(
                                                    thing,
                                                    "a.mp4",
                                                    VideoType.MP4,
                                                    7,
                                                    12.5,
                                                    VideoFile.CONTROL_CENTER,
                                                    now())));
                case DELETE -> change(number, session, found -> found.video().delete(thing, now()));
                case PLAY ->
                    change(number, session, found -> found.video()
                            .control(new PlaybackCommand(PlaybackCommand.Action.PLAY, thing, null, null, null), now()));
                case WATCH -> watcher(step).connect(servers[number].hub);
                case LOSE -> watcher(step).lose(step.detail() >> 1);
                case WAIT -> clock.advance(Duration.ofSeconds(step.detail() - 2L));
                case BREAK -> machines.breakSoon(number, step.detail() + 8 * step.who());
                case END ->
                    change(number, session, found -> found.end(UUID.randomUUID().toString(), now()));
            }
        } catch (ServiceException refusedOrUnknown) {
            // Where it is unknown whether it was done, the log says.
        } catch (RuntimeException e) {
            if (!machines.ended(number)) {
                throw e;
            }
        }
    }

    private boolean change(int server, String session, Function<Session, Change> decision) {
        acknowledged.add(servers[server].store.change(session, Cause.SERVER, decision));
        return true;
    }

    /** Sometimes the page's answer is faster than the note that it was asked. */
    private Change deliver(Session session, Step step, String command) {
        return step.bit(2) && session.commands().containsKey(command)
                ? session.progress().answer(command, new PageAnswer(step.bit(0), null), step.bit(0), now())
                : session.progress().deliver(command);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String command(Session session, String thing) {
        return session.commands().keySet().stream()
                .filter(id -> id.startsWith(thing))
                .findFirst()
                .orElse("none");
    }

    private Watcher watcher(Step step) {
        int ofSession = 2 * (step.session() * Schedule.PEOPLE + step.who());
        return watchers.get(ofSession + step.detail() % 2);
    }

    private void restartWhatEnded() {
        IntStream.range(0, servers.length).filter(machines::ended).forEach(server -> {
            Hub dead = servers[server].hub;
            servers[server].store.close();
            watchers.forEach(watcher -> watcher.loseServer(dead));
            machines.kill(server);
            start(server);
        });
    }

    private void start(int server) {
        StateStore store = answered(() -> machines.start(server, clock));
        CatchUp catchUp = new CatchUp(new EventLog(store), json);
        Readers readers = new Readers(catchUp, json, clock, new SendBudget(Long.MAX_VALUE));
        servers[server] =
                new Server(store, new Hub(store, catchUp, readers, json, new EmbeddedViewers(), new NoNeighbours()));
    }

    /** Tries again until it is so, or fails after some time. */
    private void persist(BooleanSupplier work) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            restartWhatEnded();
            try {
                if (work.getAsBoolean()) {
                    return;
                }
            } catch (ServiceException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
            assertThat(System.nanoTime()).as("the deadline").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** What a server answers once it does: where its connection was cut it may take a moment to have another. */
    private static <T> T answered(Supplier<T> question) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                return question.get();
            } catch (ServiceException e) {
                if (e.code() != ErrorCode.UNAVAILABLE || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    private record Server(StateStore store, Hub hub) {}
}
