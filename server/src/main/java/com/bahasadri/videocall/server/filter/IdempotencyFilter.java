package com.bahasadri.videocall.server.filter;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.contract.model.ErrorResponse;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.json.ApiJson;
import com.bahasadri.videocall.server.repeat.RepeatedWrites;
import com.bahasadri.videocall.server.repeat.Run;
import com.bahasadri.videocall.server.repeat.StoredAnswer;
import com.bahasadri.videocall.server.repeat.Sum;
import com.bahasadri.videocall.server.repeat.SummedBody;
import com.bahasadri.videocall.server.repeat.Turn;
import com.bahasadri.videocall.server.repeat.Write;
import jakarta.annotation.Priority;
import jakarta.inject.Provider;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.glassfish.jersey.server.CloseableService;
import org.jspecify.annotations.Nullable;

/**
 * Gives a write that is repeated under its {@code Idempotency-Key} the answer of the first one. It stands behind the
 * access filter, for an answer is only for who may ask, and before the limits, for a repeated write does nothing.
 */
@Priority(FilterPriorities.IDEMPOTENCY)
public final class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {
    /** The header that tells a stored answer apart. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private static final String RUN = IdempotencyFilter.class.getName() + ".run";
    private static final String UPLOAD = IdempotencyFilter.class.getName() + ".upload";
    private static final Set<String> WRITING = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE);
    /** How much may follow an upload after it was taken. */
    private static final int MAX_EPILOGUE = 65_536;

    /** How many uploads may be compared at once: each holds a thread for as long as it arrives. */
    private static final int MAX_COMPARING = 64;

    private final RepeatedWrites writes;
    private final Semaphore comparing = new Semaphore(MAX_COMPARING);

    @Context
    private Provider<CloseableService> closing;

    /**
     * Lets writes be repeated.
     *
     * @param writes knows which one is the first, and what it was answered
     */
    @SuppressWarnings("NullAway.Init")
    public IdempotencyFilter(RepeatedWrites writes) {
        this.writes = requireNonNull(writes, "writes is null");
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        Optional<Operation> operation =
                MatchedOperation.of(request).filter(matched -> WRITING.contains(request.getMethod()));
        String key = operation.isEmpty() ? null : IdempotencyKey.of(request);
        if (key == null) {
            return;
        }
        SummedBody upload = operation.get().streamed() ? upload(request) : null;
        Turn turn = writes.begin(new Write(
                operation.get().id(),
                target(request),
                AccessFilter.bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION)),
                key,
                content(request, upload)));
        if (turn instanceof Run run) {
            request.setProperty(RUN, run);
            request.setProperty(UPLOAD, upload);
            // Where no answer can be made, this filter is not asked for one.
            closing.get().add(run);
        } else if (turn instanceof StoredAnswer answer) {
            if (upload != null) {
                compare(upload, answer);
            }
            request.abortWith(replayed(answer));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
        if (!(request.getProperty(RUN) instanceof Run run)) {
            return;
        }
        try (run) {
            Sum sum = request.getProperty(UPLOAD) instanceof SummedBody upload
                    ? sum(upload, response)
                    : StoredAnswer.NO_UPLOAD;
            if (sum != null && isKept(response)) {
                byte[] body =
                        response.hasEntity() ? ApiJson.mapper().writeValueAsBytes(response.getEntity()) : new byte[0];
                run.answered(new StoredAnswer(response.getStatus(), body, sum));
                if (response.hasEntity()) {
                    response.setEntity(body, response.getEntityAnnotations(), MediaType.APPLICATION_JSON_TYPE);
                }
            }
        }
    }

    /** As matched: however the path is escaped, and with a slash behind it or not, it is the same. */
    private static String target(ContainerRequestContext request) {
        String parameters = new TreeMap<>(request.getUriInfo().getPathParameters()).toString();
        return URLEncoder.encode(parameters, StandardCharsets.UTF_8);
    }

    private static SummedBody upload(ContainerRequestContext request) {
        MediaType type = request.getMediaType();
        SummedBody upload = new SummedBody(
                request.getEntityStream(),
                type == null ? null : type.getParameters().get("boundary"));
        request.setEntityStream(upload);
        return upload;
    }

    /** What is compared before the first run ends; of an upload, all but the body. */
    private static String content(ContainerRequestContext request, @Nullable SummedBody upload) throws IOException {
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        if (upload != null) {
            return query + "\nupload";
        }
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        return query + "\n" + request.getHeaderString(HttpHeaders.CONTENT_TYPE) + "\n"
                + Sum.of(body).sha256();
    }

    private void compare(SummedBody upload, StoredAnswer answer) throws IOException {
        if (!comparing.tryAcquire()) {
            throw new ServiceException(ErrorCode.UNAVAILABLE, "Too many uploads are repeated at once");
        }
        try {
            if (!answer.upload().equals(upload.finish(answer.upload().length()))) {
                throw RepeatedWrites.reused();
            }
        } finally {
            comparing.release();
        }
    }

    /** The sum of an upload that was taken; null where it was not, or where too much follows. */
    private static @Nullable Sum sum(SummedBody upload, ContainerResponseContext response) throws IOException {
        return isSuccess(response) ? upload.finish(upload.length() + MAX_EPILOGUE) : null;
    }

    private static boolean isKept(ContainerResponseContext response) {
        return isSuccess(response)
                || (response.getEntity() instanceof ErrorResponse error
                        && RepeatedWrites.keeps(ErrorCode.valueOf(error.code().value())));
    }

    private static boolean isSuccess(ContainerResponseContext response) {
        return response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL;
    }

    private static Response replayed(StoredAnswer answer) {
        Response.ResponseBuilder response = Response.status(answer.status()).header(REPLAYED, true);
        return answer.body().length == 0
                ? response.build()
                : response.entity(answer.body())
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .build();
    }
}
