package com.bahasadri.videocall.server.resource;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.file.ContentDisposition;
import com.bahasadri.videocall.server.domain.file.FileService.OpenFile;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.error.ErrorAnswers;
import com.bahasadri.videocall.server.error.Statuses;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Answers with a file's content or a part of it, as RFC 9110 has it. */
final class FileAnswers {
    private static final int BUFFER = 65_536;

    private FileAnswers() {}

    /** Answers what is asked of a file, and closes its content. */
    static Response of(OpenFile open, Asked asked) throws IOException {
        VideoFile file = open.file();
        boolean streams = false;
        try {
            String tag = '"' + file.id() + '"';
            ResponseBuilder answer = Response.ok()
                    .header(HttpHeaders.ETAG, tag)
                    .header("Accept-Ranges", "bytes")
                    .header(
                            HttpHeaders.CACHE_CONTROL,
                            "private, max-age=" + asked.maxAge().toSeconds())
                    .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline(file.filename()));
            if (matches(asked.ifNoneMatch(), tag)) {
                return answer.status(Response.Status.NOT_MODIFIED).build();
            }
            boolean wanted = asked.ifRange() == null || asked.ifRange().strip().equals(tag);
            ByteRange range = wanted ? ByteRange.of(asked.range(), file.size()) : null;
            if (range != null) {
                answer.status(Response.Status.PARTIAL_CONTENT)
                        .header("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + file.size());
            }
            ByteRange part = range == null ? new ByteRange(0, file.size() - 1) : range;
            answer.type(file.type().contentType()).header(HttpHeaders.CONTENT_LENGTH, part.length());
            if (asked.head()) {
                return answer.build();
            }
            streams = true;
            return answer.entity(content(open.content(), part)).build();
        } catch (ByteRange.UnsatisfiableException e) {
            return unsatisfiable(file.size());
        } finally {
            if (!streams) {
                open.content().close();
            }
        }
    }

    private static Response unsatisfiable(long size) {
        ErrorCode code = ErrorCode.RANGE_NOT_SATISFIABLE;
        return Response.status(Statuses.of(code))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Content-Range", "bytes */" + size)
                .entity(ErrorAnswers.body(code, "The file has " + size + " bytes"))
                .build();
    }

    private static StreamingOutput content(SeekableByteChannel content, ByteRange part) {
        return output -> {
            try (content) {
                content.position(part.first());
                ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
                for (long left = part.length(); left > 0; left -= buffer.limit()) {
                    buffer.clear().limit((int) Math.min(BUFFER, left));
                    if (content.read(buffer) < 0) {
                        throw new EOFException("the stored file is shorter than it was");
                    }
                    buffer.flip();
                    output.write(buffer.array(), 0, buffer.limit());
                }
            }
        };
    }

    private static boolean matches(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && (ifNoneMatch.strip().equals("*")
                        || Arrays.stream(ifNoneMatch.split(","))
                                .map(one -> one.strip().replaceFirst("^W/", ""))
                                .anyMatch(tag::equals));
    }

    /**
     * What a request asks of a file.
     *
     * @param head whether without the content
     * @param range the header {@code Range}, or null
     * @param ifRange the header {@code If-Range}, or null
     * @param ifNoneMatch the header {@code If-None-Match}, or null
     * @param maxAge for how long the URL still opens the file
     */
    record Asked(
            boolean head,
            @Nullable String range,
            @Nullable String ifRange,
            @Nullable String ifNoneMatch,
            Duration maxAge) {}
}
