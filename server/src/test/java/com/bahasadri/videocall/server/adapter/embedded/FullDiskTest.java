package com.bahasadri.videocall.server.adapter.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.session.ParticipantState;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.port.AnswerStore;
import com.bahasadri.videocall.server.support.DyingDisk;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot be written any more, and the start after that. */
class FullDiskTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path directory;

    private final List<LoggedEvent> told = new ArrayList<>();
    private DyingDisk disk;
    private MVStore file;
    private EmbeddedStateStore store;

    @BeforeEach
    void openStore() {
        disk = new DyingDisk(directory.resolve("state.mv"));
        open();
        store.create(Session.created("call", null, AT));
        join("ada");
    }

    @AfterEach
    void closeFile() {
        file.closeImmediately();
        disk.close();
    }

    @Test
    void change_thatCannotBeWritten_isRefusedAndTellsNobody() {
        disk.dieAfter(0);

        assertUnavailable(() -> join("bob"));

        assertThat(told).hasSize(1);
    }

    @Test
    void store_afterAFailedCommit_tellsNothingThatIsNotInTheFile() {
        disk.dieAfter(0);
        assertUnavailable(() -> join("bob"));
        // There is room again, but what memory has of the failed change nobody was told of.
        disk.revive();

        assertUnavailable(() -> store.find("call"));
        assertUnavailable(() -> store.list(null, 10, null));
        assertUnavailable(() -> store.events("call", 0));
        assertUnavailable(() -> join("ada"));
        assertUnavailable(() -> join("eve"));
    }

    @Test
    void store_whoseFileWasClosedByAFailedCommit_refusesAllReadsAlike() {
        // More than stays in memory.
        for (int i = 0; i < 300; i++) {
            store.create(Session.created("call-" + i, null, AT));
        }
        disk.dieAfter(0);
        assertUnavailable(() -> join("bob"));
        assertThat(file.isClosed()).isTrue();

        assertUnavailable(() -> store.find("call-7"));
        assertUnavailable(() -> store.list(false, 10, null));
        assertUnavailable(() -> store.events("call-7", 0));
        assertUnavailable(() -> store.firstEvent("call-7"));
        assertUnavailable(() -> store.grant("digest"));
        assertUnavailable(() -> store.granted("call-7", "ada"));
        assertUnavailable(() -> store.participant("call-7", "ada"));
        assertUnavailable(() -> store.forEachLive((session, who) -> {}));
        assertUnavailable(store::notedFiles);
        assertUnavailable(() -> store.keep("name", "value"));
        assertUnavailable(store::requireUsable);
        AnswerStore answers = store.answers();
        AnswerStore.Claim claim = new AnswerStore.Claim("key", "run", "sum");
        assertUnavailable(() -> answers.claim(claim, Duration.ofSeconds(30)));
        assertUnavailable(answers::removeExpired);
    }

    @Test
    void find_whileACommitFails_tellsNothingOfIt() {
        AtomicReference<Object> read = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                read.set(store.find("call"));
            } catch (ServiceException e) {
                read.set(e.code());
            }
        });
        disk.whileItDies(() -> {
            reader.start();
            // It has read by then, or it waits for the commit.
            while (reader.getState() == Thread.State.RUNNABLE || reader.getState() == Thread.State.NEW) {
                Thread.onSpinWait();
            }
        });
        disk.dieAfter(0);

        assertUnavailable(() -> join("bob"));

        await(reader);
        assertThat(read).hasValue(ErrorCode.UNAVAILABLE);
    }

    @Test
    void start_afterAFailedCommit_goesOnWhereTheFileIs() {
        disk.dieAfter(0);
        assertUnavailable(() -> join("bob"));
        file.closeImmediately();
        disk.revive();

        open();

        assertThat(store.find("call").orElseThrow().participants()).containsOnlyKeys("ada");
        assertThat(join("eve").seq()).isEqualTo(2);
        assertThat(store.events("call", 0)).isEqualTo(told);
    }

    private void open() {
        file = new MVStore.Builder()
                .fileName(disk.fileName())
                .autoCommitDisabled()
                .open();
        store = new EmbeddedStateStore(file, Clock.systemUTC());
        store.subscribe(told::add);
    }

    private Session join(String who) {
        return store.change("call", Cause.SERVER, session -> session.presence()
                .report(who, ParticipantState.microphone(true), "", AT));
    }

    private static void await(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(call)
                .extracting(ServiceException::code)
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }
}
