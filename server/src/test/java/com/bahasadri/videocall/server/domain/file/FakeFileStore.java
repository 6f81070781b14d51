package com.bahasadri.videocall.server.domain.file;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.FileStore;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Bytes in memory, and failures where a test wants them. */
final class FakeFileStore implements FileStore {
    /** What is stored whole. */
    final Map<String, byte[]> whole = new ConcurrentHashMap<>();

    /** What is arriving, or has been left behind by one that did not end. */
    final Set<String> partial = ConcurrentHashMap.newKeySet();

    volatile boolean failsAtBegin;
    volatile long failsAtByte = Long.MAX_VALUE;
    volatile boolean failsAtComplete;
    volatile boolean failsAtDelete;

    @Override
    public Upload begin(NewFile file) {
        partial.add(file.id());
        if (failsAtBegin) {
            throw unavailable();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return new Upload() {
            @Override
            public void write(byte[] from, int offset, int length) {
                if (bytes.size() + length > failsAtByte) {
                    throw new ServiceException(ErrorCode.STORAGE_FULL, "There is no room for the file");
                }
                bytes.write(from, offset, length);
            }

            @Override
            public void complete() {
                if (failsAtComplete) {
                    throw unavailable();
                }
                whole.put(file.id(), bytes.toByteArray());
                partial.remove(file.id());
            }

            @Override
            public void close() {
                partial.remove(file.id());
            }
        };
    }

    @Override
    public void delete(String fileId) {
        if (failsAtDelete) {
            throw unavailable();
        }
        whole.remove(fileId);
        partial.remove(fileId);
    }

    @Override
    public Optional<URI> url(VideoFile file, Duration lifetime) {
        return Optional.empty();
    }

    @Override
    public SeekableByteChannel open(String fileId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    /** Everything that is there, for messages of failing tests. */
    @Override
    public String toString() {
        return new TreeMap<>(whole).keySet() + " whole, " + partial + " partial";
    }

    private static ServiceException unavailable() {
        return new ServiceException(ErrorCode.UNAVAILABLE, "The files' storage does not answer");
    }
}
