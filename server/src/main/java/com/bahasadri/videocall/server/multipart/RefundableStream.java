package com.bahasadri.videocall.server.multipart;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of which only so many bytes may be read that are not the file's: those are refunded. Used by one thread. */
final class RefundableStream extends FilterInputStream {
    private long left;

    RefundableStream(InputStream body, long most) {
        super(body);
        this.left = most;
    }

    void refund(int bytes) {
        left += bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        left -= Math.max(0, read);
        if (left < 0) {
            throw new ServiceException(ErrorCode.INVALID_INPUT, "The form has too much besides the file");
        }
        return read;
    }
}
