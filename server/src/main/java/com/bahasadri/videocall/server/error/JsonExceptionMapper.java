package com.bahasadri.videocall.server.error;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.stream.Collectors;

/** A body that is no JSON or has a field of the wrong type, as an answer that tells where. */
public final class JsonExceptionMapper implements ExceptionMapper<JsonProcessingException> {
    private final UnexpectedExceptionMapper unexpected = new UnexpectedExceptionMapper();

    @Override
    public Response toResponse(JsonProcessingException failure) {
        if (failure instanceof InvalidDefinitionException) {
            // Our own class is at fault, not the caller's body.
            return unexpected.toResponse(failure);
        }
        // A number that is too large for its field can be read, and is of the wrong type.
        boolean unreadable = failure.getCause() instanceof StreamReadException
                && !(failure.getCause() instanceof InputCoercionException);
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()
                && !unreadable) {
            String field = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            return ErrorAnswers.of(ErrorCode.INVALID_INPUT, printable(field) + " has the wrong type");
        }
        return ErrorAnswers.of(
                ErrorCode.INVALID_INPUT,
                failure instanceof JsonMappingException && !unreadable
                        ? "The body must be a JSON object"
                        : "The body is not valid JSON");
    }

    private static String printable(String field) {
        String cut = field.length() > 100 ? field.substring(0, 100) : field;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
