package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.transport.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A body that is in memory. It is one-shot, as {@link FileBody} is: OkHttp then never sends it a second time by itself when a connection
 * breaks off, because the server may already have done what was asked.
 */
final class BytesBody extends RequestBody {
    private static final MediaType JSON = MediaType.get("application/json");

    private final @Nullable MediaType type;
    private final ByteBuffer bytes;

    private BytesBody(@Nullable MediaType type, ByteBuffer bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /** The body of a request without a file, or null where its method has none. */
    static @Nullable RequestBody of(Request request) {
        ByteBuffer json = request.jsonBytes().orElse(null);
        if (json != null) {
            return new BytesBody(JSON, json);
        }
        return request.method().equals("GET") ? null : new BytesBody(null, ByteBuffer.allocate(0));
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
