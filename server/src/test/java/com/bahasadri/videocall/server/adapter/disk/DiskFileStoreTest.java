package com.bahasadri.videocall.server.adapter.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.adapter.FileStoreBehaviour;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.port.FileStore;
import com.bahasadri.videocall.server.port.FileStore.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiskFileStoreTest extends FileStoreBehaviour {
    @TempDir
    private Path temporary;

    @Override
    protected FileStore open() {
        return new DiskFileStore(files());
    }

    @Override
    protected Optional<byte[]> read(String fileId) throws IOException {
        try (SeekableByteChannel channel = store.open(fileId)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
            return Optional.of(bytes.array());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    protected List<String> traces(String fileId) throws IOException {
        try (Stream<Path> files = Files.list(files())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(fileId))
                    .toList();
        }
    }

    @Test
    void store_newOnTheSameDirectory_hasTheFiles() throws Exception {
        store(id, bytes(10));

        try (FileStore another = open()) {
            assertThat(another.open(id).size()).isEqualTo(10);
        }
    }

    @Test
    void store_whereAFileIs_doesNotStart() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> new DiskFileStore(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void begin_whatAKilledProcessLeft_isOverwritten() throws Exception {
        Files.write(files().resolve(id + ".part"), bytes(100));

        store(id, bytes(10));

        assertThat(read(id)).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes(10)));
    }

    @Test
    void delete_whatAKilledProcessLeft_isGone() throws Exception {
        Files.write(files().resolve(id + ".part"), bytes(100));

        store.delete(id);

        assertThat(traces(id)).isEmpty();
    }

    @Test
    void begin_directoryGone_isUnavailableAndLetsTheIdGo() throws Exception {
        Files.delete(files());

        assertThatThrownBy(() -> store.begin(file(id))).satisfies(hasCode(ErrorCode.UNAVAILABLE));

        Files.createDirectory(files());
        store(id, bytes(1));
        assertThat(read(id)).isPresent();
    }

    /** Linux has a device that is always full. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void write_fullDisk_isStorageFullAndNeverCompletes() throws Exception {
        Files.createSymbolicLink(files().resolve(id + ".part"), Path.of("/dev/full"));
        try (Upload upload = store.begin(file(id))) {
            assertThatThrownBy(() -> write(upload, bytes(1)))
                    .satisfies(hasCode(ErrorCode.STORAGE_FULL))
                    .hasMessage("There is no room for the file");
            assertThatThrownBy(() -> write(upload, bytes(1))).satisfies(hasCode(ErrorCode.STORAGE_FULL));
            assertThatThrownBy(upload::complete).satisfies(hasCode(ErrorCode.STORAGE_FULL));
        }

        assertThat(traces(id)).isEmpty();
    }

    @Test
    void complete_nameTaken_isUnavailableAndLeavesNoPart() throws Exception {
        Path taken = Files.createDirectories(files().resolve(id).resolve("something"));

        try (Upload upload = store.begin(file(id))) {
            write(upload, bytes(1));
            assertThatThrownBy(upload::complete)
                    .satisfies(hasCode(ErrorCode.UNAVAILABLE))
                    .hasMessage("The files' storage does not answer");
        }

        assertThat(traces(id)).containsExactly(id);
        assertThat(taken).exists();
    }

    @Test
    void open_storedFile_isForReadingOnly() throws Exception {
        store(id, bytes(10));

        try (SeekableByteChannel channel = store.open(id)) {
            assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
                    .isInstanceOf(NonWritableChannelException.class);
            assertThat(channel.position(9).read(ByteBuffer.allocate(5))).isEqualTo(1);
        }
    }

    @Test
    void delete_whileItIsRead_letsTheReaderEnd() throws Exception {
        store(id, bytes(10));

        try (SeekableByteChannel channel = store.open(id)) {
            store.delete(id);
            assertThat(channel.read(ByteBuffer.allocate(10))).isEqualTo(10);
        }
    }

    @Test
    void failure_itsWords_tellAFullDisk() {
        IOException words = new IOException("Auf dem Gerät ist kein Speicherplatz mehr verfügbar");

        // This disk has room, so that the words decide.
        assertThat(DiskFailure.of(id, words, temporary).code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(DiskFailure.of(id, new IOException("Disk quota exceeded"), temporary)
                        .code())
                .isEqualTo(ErrorCode.STORAGE_FULL);
        assertThat(DiskFailure.of(id, new IOException("There is not enough space on the disk"), temporary)
                        .code())
                .isEqualTo(ErrorCode.STORAGE_FULL);
        assertThat(DiskFailure.of(id, new IOException((String) null), temporary).code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }

    private Path files() {
        return temporary.resolve("data").resolve("files");
    }
}
