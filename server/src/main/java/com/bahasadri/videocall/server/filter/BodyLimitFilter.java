package com.bahasadri.videocall.server.filter;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses bodies of more than 64 KiB, with and without a {@code Content-Length}; uploads have a limit of their own. */
@Priority(FilterPriorities.BODY_LIMIT)
public final class BodyLimitFilter implements ContainerRequestFilter {
    /** How many bytes a body may have. */
    public static final int MAX_BYTES = 65_536;

    @Override
    public void filter(ContainerRequestContext request) {
        MediaType type = request.getMediaType();
        if (type != null && type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE)) {
            return;
        }
        if (announced(request) > MAX_BYTES) {
            throw tooLarge();
        }
        request.setEntityStream(new BoundedStream(request.getEntityStream()));
    }

    /** The announced length; Jersey's own reading of it ends at 2 GiB. The listener has refused what is no number. */
    private static long announced(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }

    private static ServiceException tooLarge() {
        return new ServiceException(
                ErrorCode.PAYLOAD_TOO_LARGE, "The body has more than " + MAX_BYTES + " bytes");
    }

    /** Fails once more bytes than allowed were read. */
    private static final class BoundedStream extends FilterInputStream {
        private long count;

        BoundedStream(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            add(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            add(Math.max(0, read));
            return read;
        }

        private void add(int read) {
            count += read;
            if (count > MAX_BYTES) {
                throw tooLarge();
            }
        }
    }
}
