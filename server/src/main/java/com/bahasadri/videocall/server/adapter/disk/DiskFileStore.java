package com.bahasadri.videocall.server.adapter.disk;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.port.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Video files in a directory, each named by its id. A file that is arriving ends in {@code .part}; it is forced to
 * the device before it gets its name, so that what has the name is whole, also after a power failure.
 */
public final class DiskFileStore implements FileStore {
    private final Path directory;
    private final Set<String> arriving = ConcurrentHashMap.newKeySet();

    /**
     * Keeps files in a directory of its own.
     *
     * @param directory where; made if it is not there
     * @throws UncheckedIOException if it cannot be made
     */
    public DiskFileStore(Path directory) {
        this.directory = requireNonNull(directory, "directory is null");
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the files' directory " + directory, e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if a file of this id is arriving
     */
    @Override
    public Upload begin(NewFile file) {
        String id = file.id();
        if (!arriving.add(id)) {
            throw new IllegalStateException("the file " + id + " is arriving already");
        }
        try {
            return new DiskUpload(part(id), whole(id), failure -> failed(id, failure), () -> arriving.remove(id));
        } catch (IOException e) {
            arriving.remove(id);
            throw failed(id, e);
        }
    }

    @Override
    public void delete(String fileId) {
        FileStore.requireFileId(fileId);
        try {
            // In this order an upload that completes meanwhile either has its file deleted, or fails.
            Files.deleteIfExists(part(fileId));
            Files.deleteIfExists(whole(fileId));
        } catch (IOException e) {
            throw failed(fileId, e);
        }
    }

    /** Empty: this server serves the file. */
    @Override
    public Optional<URI> url(VideoFile file, Duration lifetime) {
        return Optional.empty();
    }

    @Override
    public SeekableByteChannel open(String fileId) throws IOException {
        return Files.newByteChannel(whole(FileStore.requireFileId(fileId)), StandardOpenOption.READ);
    }

    @Override
    public void close() {
        // Nothing is open that no upload and no reader has.
    }

    private Path whole(String fileId) {
        return directory.resolve(fileId);
    }

    private Path part(String fileId) {
        return directory.resolve(fileId + ".part");
    }

    private ServiceException failed(String fileId, IOException failure) {
        return DiskFailure.of(fileId, failure, directory);
    }
}
