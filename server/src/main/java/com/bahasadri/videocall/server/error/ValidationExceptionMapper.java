package com.bahasadri.videocall.server.error;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import org.hibernate.validator.constraints.CodePointLength;

/** A request that breaks a constraint of the contract, as an answer that names the field and the constraint. */
public final class ValidationExceptionMapper implements ExceptionMapper<ConstraintViolationException> {
    /** In no body, only in paths; an id that no session can have names none. */
    private static final String SESSION_ID = "session_id";
    /** In paths, and in bodies, where it is a field like others. */
    private static final String FILE_ID = "file_id";

    @Override
    public Response toResponse(ConstraintViolationException failure) {
        if (failure.getConstraintViolations().stream()
                .anyMatch(one -> field(one.getPropertyPath()).equals(SESSION_ID))) {
            return ErrorAnswers.of(ErrorCode.SESSION_NOT_FOUND, "No such session");
        }
        if (failure.getConstraintViolations().stream().anyMatch(one -> isParameter(one.getPropertyPath(), FILE_ID))) {
            return ErrorAnswers.of(ErrorCode.FILE_NOT_FOUND, "No such file");
        }
        String message = failure.getConstraintViolations().stream()
                .map(ValidationExceptionMapper::describe)
                .min(Comparator.naturalOrder())
                .orElse("The request is not valid");
        return ErrorAnswers.of(ErrorCode.INVALID_INPUT, message);
    }

    private static String describe(ConstraintViolation<?> violation) {
        String field = field(violation.getPropertyPath());
        Object constraint = violation.getConstraintDescriptor().getAnnotation();
        Map<String, Object> bounds = violation.getConstraintDescriptor().getAttributes();
        if (constraint instanceof NotNull) {
            return field.equals("body") ? "A body is required" : field + " is required";
        }
        if (constraint instanceof CodePointLength) {
            return String.valueOf(violation.getInvalidValue()).isEmpty()
                    ? field + " must not be empty"
                    : field + " must have at most " + bounds.get("max") + " characters";
        }
        if (constraint instanceof Pattern) {
            return field + " must not contain control characters";
        }
        return field + " " + violation.getMessage();
    }

    private static boolean isParameter(Path path, String name) {
        Iterator<Path.Node> nodes = path.iterator();
        nodes.next();
        nodes.next();
        return !nodes.hasNext() && field(path).equals(name);
    }

    /** The field's name on the wire: the generated names are its camel-case form. */
    private static String field(Path path) {
        String last = "body";
        int depth = 0;
        for (Path.Node node : path) {
            depth++;
            if (node.getName() != null) {
                last = node.getName();
            }
        }
        boolean wholeBody = depth == 2 && last.endsWith("Request");
        return wholeBody ? "body" : PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(last);
    }
}
