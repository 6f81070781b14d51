package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.VideoSource;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of requests. Each is one-shot: OkHttp then never sends it a second time by itself when a connection breaks off,
 * because the server may already have done what was asked.
 */
final class RequestBodies {
    private static final MediaType JSON = MediaType.get("application/json");

    private RequestBodies() {}

    /** The call's body, or null where its method has none. */
    static @Nullable RequestBody of(Call call) {
        if (call.file() != null) {
            return form(call.file());
        }
        if (call.json() != null) {
            return new Bytes(JSON, Json.write(call.json()));
        }
        return call.method().equals("POST") ? new Bytes(null, new byte[0]) : null;
    }

    private static RequestBody form(Call.FilePart part) {
        VideoSource source = part.source();
        MediaType type = MediaType.parse(source.contentType());
        if (type == null) {
            throw new IllegalArgumentException(part.name() + " has a malformed content type: " + source.contentType());
        }
        return new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart(part.name(), source.fileName(), new Streamed(type, source))
                .build();
    }

    private static final class Bytes extends RequestBody {
        private final @Nullable MediaType type;
        private final byte[] bytes;

        Bytes(@Nullable MediaType type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }

        @Override
        public @Nullable MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }

    private static final class Streamed extends RequestBody {
        private final MediaType type;
        private final VideoSource video;
        private final long length;

        Streamed(MediaType type, VideoSource video) {
            this.type = type;
            this.video = video;
            this.length = video.contentLength();
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

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            try (InputStream bytes = video.open();
                    Source source = Okio.source(bytes)) {
                sink.writeAll(source);
            }
        }
    }
}
