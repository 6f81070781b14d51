package com.bahasadri.videocall.server.adapter.realtimekit;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the domain is told of a call that failed. The detail, which may be Cloudflare's words, is for the log alone. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(RealtimeKitEngine.class);
    /** When to come back where RealtimeKit says that there was too much, and not until when. */
    private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

    private Failures() {}

    static ServiceException notFoundOrFailed(RealtimeKitException e) {
        return e.missing()
                ? new ServiceException(ErrorCode.NOT_FOUND, "There is no such meeting or preset", e)
                : failed(e);
    }

    static ServiceException failed(RealtimeKitException e) {
        LOG.atWarn()
                .addKeyValue("operation", e.call().operation())
                .addKeyValue("status", e.status())
                .addKeyValue("duration_ms", e.took().toMillis())
                .addKeyValue("detail", e.getMessage())
                .log("RealtimeKit did not do what was asked");
        if (e.comeBack()) {
            Duration wait = e.retryAfter();
            return ServiceException.unavailable(
                    "RealtimeKit takes no more requests for the moment", wait == null ? USUAL_WAIT : wait, e);
        }
        return new ServiceException(ErrorCode.REALTIMEKIT_ERROR, "RealtimeKit did not do what was asked", e);
    }
}
