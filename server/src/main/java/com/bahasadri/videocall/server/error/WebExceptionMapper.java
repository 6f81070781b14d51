package com.bahasadri.videocall.server.error;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.glassfish.jersey.server.ParamException;

/** What JAX-RS itself refuses, as an answer in the contract's form. */
public final class WebExceptionMapper implements ExceptionMapper<WebApplicationException> {
    private final UnexpectedExceptionMapper unexpected = new UnexpectedExceptionMapper();
    private final ServiceExceptionMapper service = new ServiceExceptionMapper();

    @Override
    public Response toResponse(WebApplicationException failure) {
        if (failure.getCause() instanceof ServiceException refused) {
            return service.toResponse(refused);
        }
        Response theirs = failure.getResponse();
        return switch (theirs.getStatus()) {
            case 404 ->
                failure instanceof ParamException
                        ? ErrorAnswers.of(ErrorCode.INVALID_INPUT, "A parameter has the wrong type")
                        : ErrorAnswers.of(ErrorCode.NOT_FOUND, "There is nothing at this path");
            case 405 ->
                ErrorAnswers.builder(ErrorCode.METHOD_NOT_ALLOWED, "This path does not have this method")
                        .header(HttpHeaders.ALLOW, theirs.getHeaderString(HttpHeaders.ALLOW))
                        .build();
            case 406 ->
                ErrorAnswers.of(
                        ErrorCode.NOT_ACCEPTABLE, "This resource is not available in a form that Accept allows");
            case 415 ->
                ErrorAnswers.of(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "The body has a media type that this operation does not take");
            default ->
                theirs.getStatusInfo().getFamily() == Response.Status.Family.CLIENT_ERROR
                        ? ErrorAnswers.of(ErrorCode.INVALID_INPUT, "The request is malformed")
                        : unexpected.toResponse(failure);
        };
    }
}
