package com.bahasadri.videocall.server.multipart;

import static jakarta.ws.rs.core.MediaType.MULTIPART_FORM_DATA;
import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.file.FileService;
import com.bahasadri.videocall.server.domain.file.IncomingFile;
import com.bahasadri.videocall.server.http.BoundedStream;
import jakarta.ws.rs.core.MediaType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.jspecify.annotations.Nullable;

/**
 * A form, {@code multipart/form-data}, with one file in the field {@code file}. It is read as it arrives and never held:
 * at most 10 fields, 8 KiB of header each, and {@value FileService#MAX_FORM_BYTES} bytes besides the file. Other fields
 * are ignored. Used by one thread.
 */
public final class UploadForm implements IncomingFile {
    private static final String FIELD = "file";
    private static final int MAX_FIELDS = 10;
    private static final int MAX_HEADER_BYTES = 8192;
    private static final int BUFFER = 65_536;
    /** RFC 2046 section 5.1.1. */
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

    private final BoundedStream body;
    private final @Nullable String contentType;
    private final long announcedBytes;
    private @Nullable MultipartInput parts;
    private @Nullable InputStream content;
    private int fields;
    private boolean more;

    /**
     * Reads a form.
     *
     * @param body the body, as it arrives
     * @param contentType its media type, or null where it has none
     * @param announcedBytes its length, or -1 where it is not known
     */
    public UploadForm(InputStream body, @Nullable String contentType, long announcedBytes) {
        this.body = new BoundedStream(
                requireNonNull(body, "body is null"),
                FileService.MAX_FORM_BYTES,
                () -> new ServiceException(ErrorCode.INVALID_INPUT, "The form has too much besides the file"));
        this.contentType = contentType;
        this.announcedBytes = announcedBytes;
    }

    @Override
    public long announcedBytes() {
        return announcedBytes;
    }

    @Override
    public String begin() throws IOException {
        MultipartInput input = MultipartInput.builder()
                .setInputStream(body)
                .setBoundary(boundary())
                .setBufferSize(BUFFER)
                .setMaxPartHeaderSize(MAX_HEADER_BYTES)
                .get();
        input.setHeaderCharset(StandardCharsets.UTF_8);
        parts = input;
        more = input.skipPreamble();
        for (FieldHeader field = nextField(input); field != null; field = nextField(input)) {
            if (FIELD.equals(field.name())) {
                if (field.filename() == null) {
                    throw malformed("The field file must be a file with a name");
                }
                content = new Content(input.newInputStream());
                return field.filename();
            }
            skip(input);
        }
        throw malformed("The field file is missing");
    }

    @Override
    public InputStream content() {
        return requireNonNull(content, "the file has not begun");
    }

    @Override
    public void end() throws IOException {
        MultipartInput input = requireNonNull(parts, "the file has not begun");
        content().transferTo(OutputStream.nullOutputStream());
        passBoundary(input);
        for (FieldHeader field = nextField(input); field != null; field = nextField(input)) {
            if (FIELD.equals(field.name())) {
                throw malformed("The form has more than one field file");
            }
            skip(input);
        }
        // What stands behind the last boundary is to be ignored.
        body.transferTo(OutputStream.nullOutputStream());
    }

    private @Nullable FieldHeader nextField(MultipartInput input) throws IOException {
        if (!more) {
            return null;
        }
        fields++;
        if (fields > MAX_FIELDS) {
            throw malformed("The form has more than " + MAX_FIELDS + " fields");
        }
        try {
            return FieldHeader.of(input.readHeaders());
        } catch (FileUploadException e) {
            throw brokenOff(e);
        }
    }

    private void skip(MultipartInput input) throws IOException {
        try {
            input.discardBodyData();
        } catch (FileUploadException e) {
            throw brokenOff(e);
        }
        passBoundary(input);
    }

    private void passBoundary(MultipartInput input) throws IOException {
        try {
            more = input.readBoundary();
        } catch (FileUploadException e) {
            throw brokenOff(e);
        }
    }

    private byte[] boundary() {
        MediaType type;
        try {
            type = contentType == null ? MediaType.WILDCARD_TYPE : MediaType.valueOf(contentType);
        } catch (IllegalArgumentException e) {
            throw malformed("The Content-Type is malformed");
        }
        if (!MULTIPART_FORM_DATA.equalsIgnoreCase(type.getType() + '/' + type.getSubtype())) {
            throw malformed("The body must be multipart/form-data with the field file");
        }
        String boundary = type.getParameters().get("boundary");
        if (boundary == null || !BOUNDARY.matcher(boundary).matches()) {
            throw malformed("The Content-Type must name the form's boundary");
        }
        return boundary.getBytes(StandardCharsets.US_ASCII);
    }

    private static ServiceException malformed(String message) {
        return new ServiceException(ErrorCode.INVALID_INPUT, message);
    }

    private static ServiceException brokenOff(FileUploadException cause) {
        return new ServiceException(ErrorCode.INVALID_INPUT, "The form is malformed or breaks off", cause);
    }

    /** The file's bytes; what is read of them is no longer counted. */
    private final class Content extends FilterInputStream {
        Content(InputStream part) {
            super(part);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int read = in.read(buffer, offset, length);
                body.refund(Math.max(0, read));
                return read;
            } catch (FileUploadException e) {
                throw brokenOff(e);
            }
        }
    }
}
