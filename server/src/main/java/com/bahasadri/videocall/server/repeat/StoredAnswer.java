package com.bahasadri.videocall.server.repeat;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a write was answered.
 *
 * @param status the status
 * @param body the body, empty where there was none; not to be changed
 * @param upload the sum of what was uploaded; of nothing where the write's content tells its body
 */
public record StoredAnswer(int status, byte[] body, Sum upload) implements Turn {
    /** The sum of nothing. */
    public static final Sum NO_UPLOAD = new Sum(0, "");

    private static final int FORM = 1;

    /** Requires body and sum. */
    public StoredAnswer {
        requireNonNull(body, "body is null");
        requireNonNull(upload, "upload is null");
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeShort(status);
            out.writeLong(upload.length());
            out.writeUTF(upload.sha256());
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static StoredAnswer ofBytes(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int form = in.readByte();
            if (form != FORM) {
                throw new IllegalStateException("a stored answer has the unknown form " + form);
            }
            int status = in.readShort();
            Sum upload = new Sum(in.readLong(), in.readUTF());
            return new StoredAnswer(status, in.readAllBytes(), upload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
