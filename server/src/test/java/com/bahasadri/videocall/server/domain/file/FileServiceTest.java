package com.bahasadri.videocall.server.domain.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.FakeMediaEngine;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.domain.session.SharedVideo;
import com.bahasadri.videocall.server.domain.video.VideoType;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored, listed and counted, whatever fails on the way. */
class FileServiceTest {
    private static final byte[] MP4 = MediaFiles.bytes(MediaFiles.mp4());
    private static final Duration RETENTION = Duration.ofHours(24);
    private static final Uploader ANN = new Uploader(Cause.participant("ann"), () -> {});
    private static final long ROOM = 3L * MP4.length;

    private final TestClock clock = new TestClock();
    private final MVStore database = MVStore.open(null);
    private final EmbeddedStateStore state = new EmbeddedStateStore(database, clock);
    private final SessionService sessions = new SessionService(state, new FakeMediaEngine(), clock);
    private final FakeFileStore store = new FakeFileStore();
    private Duration othersTake = Duration.ZERO;
    private FileService files = started();
    private String call;

    @BeforeEach
    void create() {
        call = sessions.create(null).id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void share_video_isStoredListedToldAndNotNoted() throws IOException {
        VideoFile file = files.share(call, ANN, incoming());

        assertThat(file.filename()).isEqualTo("demo.mp4");
        assertThat(file.type()).isEqualTo(VideoType.MP4);
        assertThat(file.size()).isEqualTo(MP4.length);
        assertThat(file.uploadedBy()).isEqualTo("ann");
        assertThat(file.uploadedAt()).isEqualTo(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        assertThat(files.list(call)).containsExactly(file);
        assertThat(store.whole.get(file.id())).isEqualTo(MP4);
        assertThat(state.notedFiles()).isEmpty();
        assertThat(state.events(call, 0)).last().satisfies(event -> assertThat(event.event())
                .isEqualTo(new SessionEvent.VideoFileShared(file)));
    }

    @Test
    void share_whileItArrives_isNotedBeforeAnythingIsStored() throws IOException {
        List<NotedFile> notes = new ArrayList<>();

        VideoFile file = files.share(call, ANN, incoming().atEnd(() -> notes.addAll(state.notedFiles())));

        assertThat(notes)
                .containsExactly(new NotedFile(file.id(), call, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    @Test
    void share_storeFailsAtBegin_leavesNothing() {
        store.failsAtBegin = true;

        fails(incoming(), ErrorCode.UNAVAILABLE);

        nothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 12, 20_000})
    void share_storeFailsAtAByte_leavesNothing(long at) {
        store.failsAtByte = at;

        fails(incoming(), ErrorCode.STORAGE_FULL);

        nothingIsLeft();
    }

    @Test
    void share_storeFailsAtCompletion_leavesNothing() {
        store.failsAtComplete = true;

        fails(incoming(), ErrorCode.UNAVAILABLE);

        nothingIsLeft();
    }

    @Test
    void share_storeCannotEvenDelete_isNotedUntilASweepCan() {
        store.failsAtBegin = true;
        store.failsAtDelete = true;
        fails(incoming(), ErrorCode.UNAVAILABLE);
        assertThat(state.notedFiles()).hasSize(1);

        files.sweep(RETENTION);
        assertThat(state.notedFiles()).hasSize(1);

        store.failsAtDelete = false;
        files.sweep(RETENTION);
        nothingIsLeft();
    }

    @Test
    void share_clientBreaksOff_leavesNothing() {
        assertThatThrownBy(() -> files.share(call, ANN, incoming().atEnd(() -> {
                    throw new IOException("gone");
                })))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");

        nothingIsLeft();
    }

    @Test
    void share_cutOffVideo_isRefusedAndLeavesNothing() {
        byte[] half = Arrays.copyOf(MP4, MP4.length / 2);

        fails(new FakeIncoming("half.mp4", half), ErrorCode.INVALID_FILE_TYPE);

        nothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no video at all", "GIF89a", "<html><body>ftyp"})
    void share_noVideo_isRefusedBeforeAnythingIsStored(String content) {
        fails(new FakeIncoming("a.mp4", content.getBytes()), ErrorCode.INVALID_FILE_TYPE);

        nothingIsLeft();
    }

    @Test
    void share_sessionEndsMeanwhile_isRefusedAndLeavesNothing() {
        fails(incoming().atEnd(() -> sessions.end(call, Cause.SERVER)), ErrorCode.SESSION_ENDED);

        nothingIsLeft();
    }

    @Test
    void share_uploaderIsRemovedMeanwhile_isRefusedAndLeavesNothing() {
        Uploader removed = new Uploader(Cause.participant("ann"), () -> {
            throw new ServiceException(ErrorCode.UNAUTHORIZED, "The token is unknown, expired or revoked");
        });

        fails(removed, incoming(), ErrorCode.UNAUTHORIZED);

        nothingIsLeft();
    }

    @Test
    void share_noSession_isRefusedUnread() {
        FakeIncoming unread = incoming().atEnd(() -> {
            throw new AssertionError("was read");
        });

        assertThatThrownBy(() -> files.share("other", ANN, unread))
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(ErrorCode.SESSION_NOT_FOUND);
        sessions.end(call, Cause.SERVER);
        fails(unread, ErrorCode.SESSION_ENDED);
    }

    @Test
    void share_asLargeAsAllowed_isTaken_andOneByteMoreIsNot() throws IOException {
        files = started(MP4.length, ROOM);

        files.share(call, ANN, incoming());
        files.share(call, ANN, incoming().announcing(MP4.length + FileService.MAX_FORM_BYTES));

        fails(incoming().announcing(MP4.length + FileService.MAX_FORM_BYTES + 1L), ErrorCode.FILE_TOO_LARGE);
        files = started(MP4.length - 1, ROOM);
        fails(incoming(), ErrorCode.FILE_TOO_LARGE);
        assertThat(store.whole).hasSize(2);
        assertThat(store.partial).isEmpty();
    }

    @Test
    void share_roomForAllIsTaken_isFullUntilAFileGoes() throws IOException {
        VideoFile first = files.share(call, ANN, incoming());
        files.share(call, ANN, incoming());
        files.share(call, ANN, incoming());

        fails(incoming(), ErrorCode.STORAGE_FULL);
        fails(incoming().announcing(1), ErrorCode.STORAGE_FULL);
        files = started();
        fails(incoming(), ErrorCode.STORAGE_FULL);
        files.delete(call, first.id(), Cause.SERVER);
        files.share(call, ANN, incoming());
    }

    @Test
    void share_announcedMoreThanThereIsRoomFor_isRefusedUnread() {
        files = started(ROOM * 2, ROOM);
        FakeIncoming unread = incoming().announcing(ROOM + 1).atEnd(() -> {
            throw new AssertionError("was read");
        });

        fails(unread, ErrorCode.STORAGE_FULL);

        nothingIsLeft();
    }

    @Test
    void share_refused_givesItsRoomBack() throws IOException {
        for (int i = 0; i < 10; i++) {
            store.failsAtComplete = true;
            fails(incoming().announcing(ROOM), ErrorCode.UNAVAILABLE);
        }
        store.failsAtComplete = false;

        for (int i = 0; i < 3; i++) {
            files.share(call, ANN, incoming().announcing(MP4.length));
        }
    }

    @Test
    void share_manyAtOnce_takesAsManyAsTheSessionMayHave() {
        files = started(MP4.length, 1000L * MP4.length);
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger full = new AtomicInteger();

        List<CompletableFuture<Void>> uploads = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            uploads.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 20; i++) {
                    try {
                        files.share(call, ANN, incoming());
                        taken.incrementAndGet();
                    } catch (ServiceException e) {
                        assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL);
                        full.incrementAndGet();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }
            }));
        }
        uploads.forEach(upload -> upload.orTimeout(60, TimeUnit.SECONDS).join());

        assertThat(taken).hasValue(SharedVideo.MAX_FILES);
        assertThat(full).hasValue(160 - SharedVideo.MAX_FILES);
        assertThat(files.list(call)).hasSize(SharedVideo.MAX_FILES);
        assertThat(store.whole).hasSize(SharedVideo.MAX_FILES);
        assertThat(state.notedFiles()).isEmpty();
    }

    @Test
    void share_moreAtOnceThanThereAreSlots_isUnavailableUntilOneEnds() throws Exception {
        files = started(MP4.length, 1000L * MP4.length);
        CountDownLatch arrived = new CountDownLatch(FileService.MAX_UPLOADS);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> uploads = new ArrayList<>();
        for (int i = 0; i < FileService.MAX_UPLOADS; i++) {
            Thread upload = new Thread(() -> {
                try {
                    files.share(call, ANN, incoming().atEnd(() -> {
                        arrived.countDown();
                        await(end);
                    }));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            upload.start();
            uploads.add(upload);
        }
        await(arrived);

        fails(incoming(), ErrorCode.UNAVAILABLE);
        // What arrives is no orphan.
        files.sweep(RETENTION);
        end.countDown();
        for (Thread upload : uploads) {
            upload.join(60_000);
        }
        files.share(call, ANN, incoming());

        assertThat(files.list(call)).hasSize(FileService.MAX_UPLOADS + 1);
        assertThat(store.whole).hasSize(FileService.MAX_UPLOADS + 1);
    }

    @Test
    void delete_listed_isUnlistedAndGone() throws IOException {
        VideoFile file = files.share(call, ANN, incoming());

        files.delete(call, file.id(), Cause.SERVER);

        assertThat(files.list(call)).isEmpty();
        nothingIsLeft();
        assertThatThrownBy(() -> files.delete(call, file.id(), Cause.SERVER))
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(ErrorCode.FILE_NOT_FOUND);
        assertThat(state.notedFiles()).isEmpty();
    }

    @Test
    void delete_storeFails_isUnlistedAndSweptLater() throws IOException {
        VideoFile file = files.share(call, ANN, incoming());
        store.failsAtDelete = true;

        files.delete(call, file.id(), Cause.SERVER);

        assertThat(files.list(call)).isEmpty();
        assertThat(store.whole).containsKey(file.id());
        store.failsAtDelete = false;
        files.sweep(RETENTION);
        nothingIsLeft();
    }

    @Test
    void start_notesThatTheLastProcessLeft_keepsWhatIsListedAndSweepsTheRest() throws IOException {
        VideoFile listed = files.share(call, ANN, incoming());
        state.noteFile(new NotedFile(listed.id(), call, clock.instant()));
        state.noteFile(new NotedFile("orphan", call, clock.instant()));
        state.noteFile(new NotedFile("of-nothing", "no-such-call", clock.instant()));
        store.whole.put("orphan", new byte[1]);
        store.partial.add("of-nothing");

        files = started();
        files.sweep(RETENTION);

        assertThat(state.notedFiles()).isEmpty();
        assertThat(store.whole).containsOnlyKeys(listed.id());
        assertThat(store.partial).isEmpty();
    }

    @Test
    void sweep_sessionEndedLongAgo_dropsItsFilesAndGivesTheRoomBack() throws IOException {
        files.share(call, ANN, incoming());
        files.share(call, ANN, incoming());
        String other = sessions.create(null).id();
        VideoFile kept = files.share(other, ANN, incoming());
        sessions.end(call, Cause.SERVER);
        int told = state.events(call, 0).size();

        clock.advance(RETENTION.minusMillis(1));
        files.sweep(RETENTION);
        assertThat(files.list(call)).hasSize(2);

        clock.advance(Duration.ofMillis(2));
        files.sweep(RETENTION);
        files.sweep(RETENTION);

        assertThat(files.list(call)).isEmpty();
        assertThat(files.list(other)).containsExactly(kept);
        assertThat(store.whole).containsOnlyKeys(kept.id());
        assertThat(state.notedFiles()).isEmpty();
        assertThat(state.events(call, 0)).hasSize(told);
        files.share(other, ANN, incoming());
        files.share(other, ANN, incoming());
        fails(other, incoming(), ErrorCode.STORAGE_FULL);
    }

    @Test
    void sweep_whileAnotherServerMayBeAtAFile_leavesItUntilThatIsOver() {
        Duration day = Duration.ofDays(1);
        othersTake = day;
        FileService shared = started();
        store.whole.put("arriving-elsewhere", new byte[] {1});
        state.noteFile(new NotedFile("arriving-elsewhere", call, clock.instant()));

        clock.advance(day.minusMillis(1));
        shared.sweep(RETENTION);
        started().sweep(RETENTION);
        assertThat(store.whole).containsKey("arriving-elsewhere");
        assertThat(state.notedFiles()).hasSize(1);

        clock.advance(Duration.ofMillis(1));
        shared.sweep(RETENTION);
        assertThat(store.whole).isEmpty();
        assertThat(state.notedFiles()).isEmpty();
    }

    @Test
    void sweep_afterAnotherServerTookFilesIn_countsThem() throws IOException {
        othersTake = Duration.ofDays(1);
        FileService shared = started();
        FileService elsewhere = started();
        elsewhere.share(call, ANN, incoming());
        elsewhere.share(call, ANN, incoming());
        elsewhere.share(call, ANN, incoming());

        shared.sweep(RETENTION);

        files = shared;
        fails(incoming(), ErrorCode.STORAGE_FULL);
    }

    private FileService started() {
        return started(ROOM, ROOM);
    }

    private FileService started(long mostBytes, long mostInAll) {
        return new FileService(
                sessions, state, store, new FileService.Settings(clock, mostBytes, mostInAll, othersTake));
    }

    private static FakeIncoming incoming() {
        return new FakeIncoming("demo.mp4", MP4);
    }

    private void nothingIsLeft() {
        assertThat(store.whole).isEmpty();
        assertThat(store.partial).isEmpty();
        assertThat(state.notedFiles()).isEmpty();
        assertThat(files.list(call)).isEmpty();
    }

    private void fails(FakeIncoming incoming, ErrorCode code) {
        fails(ANN, incoming, code);
    }

    private void fails(Uploader uploader, FakeIncoming incoming, ErrorCode code) {
        assertThatThrownBy(() -> files.share(call, uploader, incoming))
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(code);
    }

    private void fails(String session, FakeIncoming incoming, ErrorCode code) {
        assertThatThrownBy(() -> files.share(session, ANN, incoming))
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(code);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
