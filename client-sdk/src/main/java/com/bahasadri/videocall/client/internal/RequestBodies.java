package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.transport.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of requests. Each is one-shot: OkHttp then never sends it a second time by itself when a connection breaks off,
 * because the server may already have done what was asked.
 */
final class RequestBodies {
    private static final MediaType JSON = MediaType.get("application/json");

    private RequestBodies() {}

    /** The body of a request without a file, or null where its method has none. */
    static @Nullable RequestBody of(Request request) {
        Optional<ByteBuffer> json = request.jsonBytes();
        if (json.isPresent()) {
            return new Bytes(JSON, json.get());
        }
        return request.method().equals("GET") ? null : new Bytes(null, ByteBuffer.allocate(0));
    }

    /** A form with one file. */
    static RequestBody form(Request.FilePart part, FileBody file) {
        return new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart(part.name(), part.source().fileName(), file)
                .build();
    }

    private static final class Bytes extends RequestBody {
        private final @Nullable MediaType type;
        private final ByteBuffer bytes;

        Bytes(@Nullable MediaType type, ByteBuffer bytes) {
            this.type = type;
            this.bytes = bytes;
        }

        @Override
        public @Nullable MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return bytes.remaining();
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes.duplicate());
        }
    }
}
