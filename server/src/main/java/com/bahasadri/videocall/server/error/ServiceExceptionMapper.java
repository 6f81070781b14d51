package com.bahasadri.videocall.server.error;

import com.bahasadri.videocall.server.domain.ServiceException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** What the domain refuses, as an answer. */
public final class ServiceExceptionMapper implements ExceptionMapper<ServiceException> {
    @Override
    public Response toResponse(ServiceException failure) {
        return ErrorAnswers.of(failure);
    }
}
