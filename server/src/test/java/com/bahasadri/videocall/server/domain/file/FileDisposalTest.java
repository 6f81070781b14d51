package com.bahasadri.videocall.server.domain.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of files that were deleted, whose session has ended, or that nobody lists. */
class FileDisposalTest extends FileServiceCase {
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
}
