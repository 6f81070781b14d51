package com.bahasadri.videocall.server.adapter.r2;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.FileStore.NewFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Sends the parts of one file, one at a time and in the background. All but giving up is done by one thread; what the
 * sending thread leaves is read after its end.
 */
final class PartSender {
    /** What S3 and R2 take. */
    private static final int MAX_PARTS = 10_000;

    private final NewFile file;
    private final R2Bucket bucket;
    private final ExecutorService threads;
    private final List<CompletedPart> sent = new ArrayList<>();
    private @Nullable Future<?> sending;
    private @Nullable String uploadId;
    private volatile boolean givenUp;

    PartSender(NewFile file, R2Bucket bucket, ExecutorService threads) {
        this.file = file;
        this.bucket = bucket;
        this.threads = threads;
    }

    /** Sends a part, which it closes, once the one before has arrived. */
    void send(PartFile part) throws IOException {
        awaitSent();
        if (sent.size() == MAX_PARTS - 1) {
            throw new ServiceException(ErrorCode.FILE_TOO_LARGE, "The file has too many parts for its storage");
        }
        sending = threads.submit(() -> {
            sendNow(part);
            return null;
        });
    }

    boolean hasSent() {
        return sending != null;
    }

    /** Fails as the part failed that was sent last, unless it is still on its way. */
    void requireGood() throws IOException {
        if (givenUp) {
            throw new CancellationException("the upload is given up");
        }
        if (sending != null && sending.isDone()) {
            awaitSent();
        }
    }

    void completeWith(PartFile last) throws IOException {
        awaitSent();
        sendNow(last);
        bucket.completeUpload(file.id(), requireId(), sent);
    }

    /** Lets the file never complete; called by any thread. */
    void giveUp() {
        givenUp = true;
    }

    boolean isGivenUp() {
        return givenUp;
    }

    /**
     * Takes back what was sent. A part on its way is waited for: one that arrived later would stay, and a connection
     * that is left in the middle of one stays open.
     */
    void abort() {
        if (sending != null) {
            awaitEnd(sending);
            if (uploadId != null) {
                bucket.abortUpload(file.id(), uploadId);
            } else {
                // Its creation failed for us, which does not say that it failed there.
                bucket.abortUploads(file.id());
            }
        }
    }

    private void awaitSent() throws IOException {
        if (sending == null) {
            return;
        }
        try {
            sending.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException disk) {
                throw disk;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a part was sent");
        }
    }

    private static void awaitEnd(Future<?> task) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                task.get();
                ended = true;
            } catch (ExecutionException e) {
                ended = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String requireId() {
        if (uploadId == null) {
            throw new IllegalStateException("no part was sent");
        }
        return uploadId;
    }

    private void sendNow(PartFile part) throws IOException {
        try (part) {
            if (uploadId == null) {
                uploadId = bucket.createUpload(file);
            }
            sent.add(bucket.putPart(file.id(), uploadId, sent.size() + 1, part.body()));
        }
    }
}
