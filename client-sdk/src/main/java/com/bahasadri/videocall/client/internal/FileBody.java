package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.UploadProgress;
import com.bahasadri.videocall.client.VideoSource;
import com.bahasadri.videocall.client.error.SourceException;
import com.bahasadri.videocall.client.transport.Request;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read while it is sent, once. It has as many bytes as it said, or the request never ends well. For one thread.
 */
final class FileBody extends RequestBody implements Closeable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int STEP_OF_UNKNOWN = 1024 * 1024;

    private final String what;
    private final MediaType type;
    private final InputStream bytes;
    private final long length;
    private final @Nullable UploadProgress progress;
    private final AtomicBoolean taken = new AtomicBoolean();
    private @Nullable Throwable whatEndedIt;

    private FileBody(String what, MediaType type, InputStream bytes, long length, @Nullable UploadProgress progress) {
        this.what = what;
        this.type = type;
        this.bytes = bytes;
        this.length = Math.max(-1, length);
        this.progress = progress;
    }

    /** A form with nothing but the file. */
    RequestBody inForm(Request.FilePart part) {
        return new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart(part.name(), part.source().fileName(), this)
                .build();
    }

    /** Opens the file before anything is sent, so that one which cannot be read is refused here. */
    static FileBody open(Request request, Request.FilePart part) {
        VideoSource source = part.source();
        MediaType type = MediaType.parse(source.contentType());
        if (type == null) {
            throw new IllegalArgumentException(part.name() + " has a malformed content type: " + source.contentType());
        }
        String what = request.operationId() + " ended: " + source.fileName();
        InputStream bytes;
        try {
            bytes = source.open();
        } catch (IOException e) {
            throw new SourceException(what + " cannot be read: " + e, e);
        }
        // The length last: of a file that is still growing, the one it has now.
        return new FileBody(
                what,
                type,
                bytes,
                source.contentLength(),
                request.options().uploadProgress().orElse(null));
    }

    /**
     * Throws what went wrong on this side while it was sent, if anything did. A source that fails when the upload is given up
     * fails for that: it was closed by the interrupt, or by what waited for the cancellation.
     */
    void throwWhatEndedIt(boolean givenUp) {
        if (whatEndedIt instanceof Error error) {
            throw error;
        }
        if (whatEndedIt instanceof RuntimeException failure && !(givenUp && failure instanceof SourceException)) {
            throw failure;
        }
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    /** Closes it unless it is being read, which whoever reads then ends. */
    void giveUp() {
        if (taken.compareAndSet(false, true)) {
            close();
        }
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        if (!taken.compareAndSet(false, true)) {
            throw new IOException(what + " was given up");
        }
        byte[] buffer = new byte[BUFFER_BYTES];
        long step = length < 0 ? STEP_OF_UNKNOWN : Math.max(BUFFER_BYTES, length / 100);
        long sent = 0;
        long told = -1;
        for (int count = read(buffer, sent); count >= 0; count = read(buffer, sent)) {
            sink.write(buffer, 0, count);
            sent += count;
            if (sent - Math.max(told, 0) >= step) {
                tell(sent);
                told = sent;
            }
        }
        if (told != sent) {
            tell(sent);
        }
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            // What was to be read has been read, or has failed for a better reason.
        }
    }

    private int read(byte[] buffer, long sent) throws IOException {
        int count;
        try {
            count = bytes.read(buffer);
        } catch (IOException e) {
            throw ended(new SourceException(what + " cannot be read on after " + sent + " bytes: " + e, e));
        } catch (RuntimeException | Error e) {
            throw ended(e);
        }
        if (length >= 0 && sent + Math.max(0, count) > length) {
            throw ended(new SourceException(what + " has more than the " + length + " bytes it said", null));
        }
        if (length >= 0 && count < 0 && sent < length) {
            String had = " has " + sent + " bytes, not the " + length + " it said";
            throw ended(new SourceException(what + had, null));
        }
        return count;
    }

    private void tell(long sent) throws IOException {
        if (progress == null) {
            return;
        }
        try {
            progress.sent(sent, length);
        } catch (RuntimeException | Error e) {
            throw ended(e);
        }
    }

    // OkHttp gives a connection up for sure only when an IOException comes out of a body.
    private IOException ended(Throwable cause) {
        whatEndedIt = cause;
        return new IOException(cause);
    }
}
