package com.bahasadri.videocall.server.error;

import com.bahasadri.videocall.server.domain.ErrorCode;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A body that ended early or came too slowly: the caller's doing, so no failure of ours in the log. */
public final class BrokenBodyExceptionMapper implements ExceptionMapper<IOException> {
    private static final Logger LOG = LoggerFactory.getLogger(BrokenBodyExceptionMapper.class);

    @Override
    public Response toResponse(IOException failure) {
        LOG.debug("the body did not arrive", failure);
        return ErrorAnswers.of(ErrorCode.INVALID_INPUT, "The body did not arrive whole");
    }
}
