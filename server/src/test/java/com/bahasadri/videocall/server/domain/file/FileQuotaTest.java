package com.bahasadri.videocall.server.domain.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.SharedVideo;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How large files may be, and how many there may be, at once and in all. */
class FileQuotaTest extends FileServiceCase {
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

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
