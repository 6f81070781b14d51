package com.bahasadri.videocall.server.resource;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.filter.TokenHolder;
import com.bahasadri.videocall.server.http.StreamedAnswer;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where the streams of events come from. Safe for use by many threads. */
@FunctionalInterface
public interface EventStreams {
    /**
     * Readies a stream.
     *
     * @param asked whose events, and from where on
     * @return the stream, which sends nothing before it begins
     * @throws ServiceException with {@link ErrorCode#UNAVAILABLE} if there are too many
     */
    StreamedAnswer open(Asked asked);

    /**
     * What a reader asks for.
     *
     * @param sessionId the session
     * @param after the number of the last event that the reader has, or -1 where it has none
     * @param base this server's address as the reader sees it, with a slash at its end
     * @param holder whose token it is, or null where it has none
     */
    record Asked(
            String sessionId,
            long after,
            URI base,
            @Nullable TokenHolder holder) {
        /** Requires all but the token. */
        public Asked {
            requireNonNull(sessionId, "sessionId is null");
            requireNonNull(base, "base is null");
        }
    }
}
