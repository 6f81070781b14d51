package com.bahasadri.videocall.server.error;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Anything that nobody foresaw: the detail goes to the log, the caller learns only that it was our fault. */
public final class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedExceptionMapper.class);

    @Override
    public Response toResponse(Throwable failure) {
        if (failure.getCause() instanceof ServiceException refused) {
            // A limit that was hit while Jersey read the body comes wrapped.
            return new ServiceExceptionMapper().toResponse(refused);
        }
        LOG.error("unexpected failure", failure);
        return ErrorAnswers.of(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side");
    }
}
