package com.bahasadri.videocall.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a video is uploaded.
 *
 * <pre>{@code
 * Cancellation cancellation = new Cancellation();
 * UploadOptions options = UploadOptions.defaults()
 *         .withProgress((sent, total) -> System.out.println(sent + " of " + total))
 *         .withCancellation(cancellation);
 * client.videoFiles().upload(sessionId, VideoSource.of(Path.of("demo.mp4")), options);
 * }</pre>
 *
 * <p>Defaults: nobody hears of the progress, nothing cancels, and the timeouts are the client's own, with two exceptions: there is
 * no limit for the whole call, and the server may be silent for at least 60 s, because it stores the file before it answers.
 * With {@link Timeout#defaults()} that is 5 s to connect, 60 s for each read, 15 s for each write, no limit for the whole
 * upload.
 *
 * <p>A repeatable {@link VideoSource} is sent up to three times: again after 1 s where the server could not be reached, and
 * again after its {@code Retry-After}, if that is at most 30 s, where it answered 503. Nothing else is tried again. Immutable
 * and safe for use by many threads.
 *
 * @param progress hears how far the upload is, or null for nobody
 * @param cancellation ends the upload from another thread, or null for nothing
 * @param timeout how long each try of the upload may take, or null for the defaults
 */
public record UploadOptions(
        @Nullable UploadProgress progress,
        @Nullable Cancellation cancellation,
        @Nullable Timeout timeout) {
    private static final UploadOptions DEFAULT = new UploadOptions(null, null, null);

    /**
     * The defaults.
     *
     * @return no progress, no cancellation, no limit for the whole upload
     */
    public static UploadOptions defaults() {
        return DEFAULT;
    }

    /**
     * A copy that tells of the progress.
     *
     * @param progress hears how far the upload is
     * @return the copy
     */
    public UploadOptions withProgress(UploadProgress progress) {
        return new UploadOptions(Objects.requireNonNull(progress, "progress is null"), cancellation, timeout);
    }

    /**
     * A copy that can be cancelled.
     *
     * @param cancellation ends the upload from another thread
     * @return the copy
     */
    public UploadOptions withCancellation(Cancellation cancellation) {
        return new UploadOptions(progress, Objects.requireNonNull(cancellation, "cancellation is null"), timeout);
    }

    /**
     * A copy with all four timeouts of its own.
     *
     * @param timeout how long each try of the upload may take
     * @return the copy
     */
    public UploadOptions withTimeout(Timeout timeout) {
        return new UploadOptions(progress, cancellation, Objects.requireNonNull(timeout, "timeout is null"));
    }
}
