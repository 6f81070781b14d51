package com.bahasadri.videocall.server.domain.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.video.VideoType;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored, listed and told, whatever fails on the way. */
class FileServiceTest extends FileServiceCase {
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
}
