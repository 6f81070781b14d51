package com.bahasadri.videocall.server.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.video.VideoType;
import com.bahasadri.videocall.server.port.FileStore;
import com.bahasadri.videocall.server.port.FileStore.NewFile;
import com.bahasadri.videocall.server.port.FileStore.Upload;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every adapter of {@link FileStore} does. */
public abstract class FileStoreBehaviour {
    protected static final int PART = 8 * 1024 * 1024;

    private static final int CHUNK = 100_000;

    protected FileStore store;

    protected final String id = UUID.randomUUID().toString();

    /** A store that others may have used before. */
    protected abstract FileStore open() throws Exception;

    /** What is stored under an id, read in the way that browsers get at it; empty if nothing is. */
    protected abstract Optional<byte[]> read(String fileId) throws Exception;

    /** The names of what is there of an id, in the store and on the way to it: files, objects and unfinished uploads. */
    protected abstract List<String> traces(String fileId) throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK, PART - 1, PART, PART + 1, 2 * PART, 3 * PART + 12_345})
    void complete_anySize_readsBackByteForByte(int size) throws Exception {
        byte[] bytes = bytes(size);

        store(id, bytes);

        assertThat(read(id)).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes));
        assertThat(traces(id)).hasSize(1);
    }

    @Test
    void write_partOfAnArray_takesThatPart() throws Exception {
        byte[] bytes = bytes(1_000);

        try (Upload upload = store.begin(file(id))) {
            upload.write(bytes, 100, 0);
            upload.write(bytes, 100, 800);
            upload.write(bytes, 1_000, 0);
            upload.complete();
        }

        assertThat(read(id))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(Arrays.copyOfRange(bytes, 100, 900)));
    }

    @Test
    void write_outsideOfTheArray_isRefused() {
        try (Upload upload = store.begin(file(id))) {
            for (int[] range : new int[][] {{-1, 1}, {0, -1}, {0, 11}, {10, 1}, {Integer.MAX_VALUE, 1}}) {
                assertThatThrownBy(() -> upload.write(new byte[10], range[0], range[1]))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, PART, PART + 1, 3 * PART})
    void begin_notComplete_showsNothing(int size) throws Exception {
        try (Upload upload = store.begin(file(id))) {
            write(upload, bytes(size));

            assertThat(read(id)).isEmpty();
            upload.complete();
            assertThat(read(id)).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART, PART + 1, 3 * PART})
    void close_notComplete_leavesNothing(int size) throws Exception {
        try (Upload upload = store.begin(file(id))) {
            write(upload, bytes(size));
        }

        assertThat(read(id)).isEmpty();
        assertThat(traces(id)).isEmpty();
    }

    @Test
    void close_twiceAndAfterComplete_keepsTheFile() throws Exception {
        Upload upload = store.begin(file(id));
        write(upload, bytes(CHUNK));
        upload.complete();

        upload.close();
        upload.close();

        assertThat(read(id)).isPresent();
    }

    @Test
    void upload_thatHasEnded_takesNothingMore() {
        Upload complete = store.begin(file(id));
        complete.complete();
        assertThatThrownBy(() -> complete.write(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(complete::complete).isInstanceOf(IllegalStateException.class);
        complete.close();
        assertThatThrownBy(complete::complete).isInstanceOf(IllegalStateException.class);

        Upload closed = store.begin(file(id));
        closed.close();
        assertThatThrownBy(() -> closed.write(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(closed::complete).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void begin_ofAStoredFile_replacesItOnlyWhenComplete() throws Exception {
        store(id, bytes(10));
        try (Upload upload = store.begin(file(id))) {
            write(upload, bytes(20));
        }
        assertThat(read(id)).hasValueSatisfying(read -> assertThat(read).hasSize(10));

        store(id, bytes(30));

        assertThat(read(id)).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes(30)));
    }

    @Test
    void begin_ofAFileThatIsArriving_isRefusedAndHarmsNothing() throws Exception {
        try (Upload upload = store.begin(file(id))) {
            write(upload, bytes(CHUNK));

            assertThatThrownBy(() -> store.begin(file(id))).isInstanceOf(IllegalStateException.class);

            upload.complete();
        }
        assertThat(read(id)).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes(CHUNK)));
    }

    @Test
    void begin_twoFilesAtOnce_keepsThemApart() throws Exception {
        String other = UUID.randomUUID().toString();
        byte[] bytes = bytes(2 * PART + 1);
        byte[] otherBytes = bytes(2 * PART + 2);
        try (Upload upload = store.begin(file(id));
                Upload otherUpload = store.begin(file(other))) {
            for (int from = 0; from < bytes.length; from += CHUNK) {
                upload.write(bytes, from, Math.min(CHUNK, bytes.length - from));
                otherUpload.write(otherBytes, from, Math.min(CHUNK, otherBytes.length - from));
            }
            otherUpload.complete();
            assertThat(read(id)).isEmpty();
            upload.complete();
        }

        assertThat(read(id)).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes));
        assertThat(read(other)).hasValueSatisfying(read -> assertThat(read).isEqualTo(otherBytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, PART + 1})
    void delete_wholeFile_leavesNothing(int size) throws Exception {
        String other = UUID.randomUUID().toString();
        store(id, bytes(size));
        store(other, bytes(1));

        store.delete(id);

        assertThat(read(id)).isEmpty();
        assertThat(traces(id)).isEmpty();
        assertThat(read(other)).isPresent();
    }

    @Test
    void delete_absentFile_isNoError() throws Exception {
        store.delete(id);
        store.delete(id);

        assertThat(traces(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART, 3 * PART})
    void delete_whileItArrives_letsItNeverComplete(int size) throws Exception {
        Upload upload = store.begin(file(id));
        write(upload, bytes(size));

        store.delete(id);

        assertThatThrownBy(upload::complete).satisfies(hasCode(ErrorCode.UNAVAILABLE));
        upload.close();
        assertThat(read(id)).isEmpty();
        assertThat(traces(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../state", "a/b", "a\\b", "a.part", "é", "a\u0000", "a b", "a\n", "%2e"})
    void fileId_thatIsNone_isRefusedEverywhere(String unsafe) {
        assertThatThrownBy(() -> new NewFile(unsafe, "a.mp4", VideoType.MP4))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.delete(unsafe)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.open(unsafe)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fileId_ofSixtyFourCharacters_isTheLongest() throws Exception {
        String longest = UUID.randomUUID() + "-" + "a".repeat(27);
        store(longest, bytes(1));

        assertThat(read(longest)).isPresent();
        assertThatThrownBy(() -> store.delete(longest + "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void open_absentFile_saysThatThereIsNone() {
        assertThatThrownBy(() -> store.open(id)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void urlOrOpen_storedFile_oneOfThemHasIt() throws Exception {
        store(id, bytes(1));

        boolean opens = true;
        try {
            store.open(id).close();
        } catch (IOException e) {
            opens = false;
        }
        assertThat(store.url(videoFile(id), Duration.ofHours(1)).isPresent()).isNotEqualTo(opens);
    }

    protected final void store(String fileId, byte[] bytes) {
        store(file(fileId), bytes);
    }

    protected final void store(NewFile file, byte[] bytes) {
        try (Upload upload = store.begin(file)) {
            write(upload, bytes);
            upload.complete();
        }
    }

    protected static void write(Upload upload, byte[] bytes) {
        for (int from = 0; from < bytes.length; from += CHUNK) {
            upload.write(bytes, from, Math.min(CHUNK, bytes.length - from));
        }
    }

    protected static Consumer<Throwable> hasCode(ErrorCode code) {
        return failure -> assertThat(failure)
                .isInstanceOfSatisfying(ServiceException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(code));
    }

    protected static NewFile file(String fileId) {
        return new NewFile(fileId, "call.mp4", VideoType.MP4);
    }

    protected static VideoFile videoFile(String fileId) {
        return new VideoFile(fileId, "call.mp4", VideoType.MP4, 1, 1, VideoFile.CONTROL_CENTER, Instant.EPOCH);
    }

    /** As many bytes that do not repeat, the same each time. */
    protected static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
