package com.bahasadri.videocall.server.adapter.r2;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.port.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Video files in a bucket, each under the key {@code video-call/ID}, with its media type and its name.
 *
 * <p>Bytes that arrive are collected in temporary files of 8 MiB, the size of a part: while one is sent, the next
 * fills. So an upload takes at most 16 MiB of disk and next to no memory, whatever the file's size, which is at most
 * 10,000 parts. To close an upload that is not complete waits for the part that is being sent.
 */
public final class R2FileStore implements FileStore {
    static final int PART_BYTES = 8 * 1024 * 1024;
    /** R2 signs URLs for no longer. */
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(7);

    private final R2Bucket bucket;
    private final Delivery delivery;
    private final ConcurrentMap<String, R2Upload> arriving = new ConcurrentHashMap<>();

    /**
     * Keeps files in a bucket. Asks nothing of it yet.
     *
     * @param settings which bucket, and whose
     * @param parts a directory of this store's own for temporary files; made if it is not there, and swept
     * @throws UncheckedIOException if it cannot be made or swept
     */
    public R2FileStore(R2Settings settings, Path parts) {
        this(settings, parts, PART_BYTES);
    }

    R2FileStore(R2Settings settings, Path parts, int partBytes) {
        sweep(requireNonNull(parts, "parts is null"));
        this.bucket = new R2Bucket(requireNonNull(settings, "settings is null"));
        this.delivery = new Delivery(bucket, parts, partBytes, Executors.newCachedThreadPool(R2FileStore::sender));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if a file of this id is arriving
     */
    @Override
    public Upload begin(NewFile file) {
        R2Upload upload = new R2Upload(file, delivery, () -> arriving.remove(file.id()));
        if (arriving.putIfAbsent(file.id(), upload) != null) {
            throw new IllegalStateException("the file " + file.id() + " is arriving already");
        }
        return upload;
    }

    @Override
    public void delete(String fileId) {
        FileStore.requireFileId(fileId);
        R2Upload upload = arriving.get(fileId);
        if (upload != null) {
            upload.giveUp();
        }
        try {
            bucket.delete(fileId);
            bucket.abortUploads(fileId);
        } catch (SdkException e) {
            throw R2Failure.of(fileId, e);
        }
    }

    /**
     * A presigned URL, or one under the bucket's public address, which does not end.
     *
     * @throws IllegalArgumentException if the lifetime is not between 1 second and 7 days
     */
    @Override
    public Optional<URI> url(VideoFile file, Duration lifetime) {
        FileStore.requireFileId(file.id());
        if (lifetime.toSeconds() < 1 || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw new IllegalArgumentException("the lifetime is not between 1 second and 7 days: " + lifetime);
        }
        return Optional.of(bucket.url(file.id(), lifetime));
    }

    /** Always fails: the bucket serves the files. */
    @Override
    public SeekableByteChannel open(String fileId) throws IOException {
        throw new NoSuchFileException(FileStore.requireFileId(fileId), null, "the bucket serves it");
    }

    @Override
    public void close() {
        delivery.senders().shutdownNow();
        bucket.close();
    }

    private static Thread sender(Runnable task) {
        Thread sender = new Thread(task, "r2-sender");
        sender.setDaemon(true);
        return sender;
    }

    /** Removes what a process that was killed has left. */
    private static void sweep(Path parts) {
        try {
            Files.createDirectories(parts);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(parts, "*" + PartFile.SUFFIX)) {
                for (Path part : left) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the directory for parts " + parts, e);
        }
    }
}
