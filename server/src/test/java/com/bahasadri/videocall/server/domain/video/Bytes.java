package com.bahasadri.videocall.server.domain.video;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Bytes put together by hand. */
final class Bytes {
    private Bytes() {}

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] repeat(byte[] part, int times) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] zeros(int count) {
        return new byte[count];
    }

    static byte[] u16(int value) {
        return ByteBuffer.allocate(Short.BYTES).putShort((short) value).array();
    }

    static byte[] u32(long value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) value).array();
    }

    static byte[] u64(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    /** Reads a file that is whole, to its end. */
    static VideoInfo read(byte[]... parts) throws IOException, UnreadableVideoException {
        byte[] file = join(parts);
        CountingStream stream = new CountingStream(new ByteArrayInputStream(file));
        VideoInfo info = VideoReader.read(stream);
        if (stream.count() != file.length || !stream.ended()) {
            throw new AssertionError("read " + stream.count() + " of " + file.length + " bytes");
        }
        return info;
    }
}
