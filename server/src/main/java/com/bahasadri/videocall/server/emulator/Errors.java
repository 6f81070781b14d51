package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.ErrorAnswer;
import com.bahasadri.videocall.server.realtimekit.model.ErrorDetail;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Locale;
import org.glassfish.jersey.server.ParamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives every failure the form of RealtimeKit's own errors. */
final class Errors implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    @Override
    public Response toResponse(Throwable failure) {
        // Jackson wraps what reading the body threw.
        Throwable origin = failure instanceof JsonProcessingException ? failure.getCause() : failure;
        if (origin instanceof Refusal refusal) {
            return answer(Response.status(refusal.status()), refusal.status(), refusal.getMessage());
        }
        if (failure instanceof ParamException.QueryParamException wrong) {
            return malformed(wrong.getParameterName() + " is malformed");
        }
        if (failure instanceof JsonProcessingException) {
            return malformed("The request body is not valid JSON for this operation");
        }
        if (failure instanceof WebApplicationException web) {
            Response response = web.getResponse();
            // The headers stay: a 405 has Allow.
            return answer(
                    Response.fromResponse(response),
                    response.getStatus(),
                    response.getStatusInfo().getReasonPhrase());
        }
        LOG.error("The emulator failed", failure);
        return answer(Response.serverError(), 500, "Internal error");
    }

    private static Response malformed(String message) {
        return answer(Response.status(400), 400, message);
    }

    private static Response answer(Response.ResponseBuilder response, int status, String message) {
        return response.type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new ErrorAnswer(false, new ErrorDetail(status, message)))
                .build();
    }

    /** What Bean Validation found, in place of Jersey's own mapper, which answers without a body. */
    static final class Violations implements ExceptionMapper<ConstraintViolationException> {
        @Override
        public Response toResponse(ConstraintViolationException failure) {
            return malformed(failure.getConstraintViolations().stream()
                    .map(Violations::describe)
                    .sorted()
                    .findFirst()
                    .orElse("The request is malformed"));
        }

        private static String describe(ConstraintViolation<?> violation) {
            String field = "";
            for (Path.Node node : violation.getPropertyPath()) {
                field = node.getName() == null ? field : node.getName();
            }
            return field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT) + " " + violation.getMessage();
        }
    }
}
