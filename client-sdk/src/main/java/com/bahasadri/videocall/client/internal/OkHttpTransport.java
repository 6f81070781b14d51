package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.Timeout;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.error.VideoCallException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends calls with OkHttp, each once. Immutable and safe for use by many threads. */
public final class OkHttpTransport implements Transport {
    private static final int MIN_UPLOAD_READ_MILLIS = 60_000;

    private final OkHttpClient http;
    private final OkHttpClient uploads;
    private final HttpUrl baseUrl;
    private final @Nullable String token;
    private final ErrorReader errors;

    /**
     * Sends to one server with one token.
     *
     * @param http the client to send with; closed by its owner
     * @param baseUrl where the server is
     * @param token the bearer token, or null for none
     * @param clock tells the time, for a {@code Retry-After} that is a date
     */
    public OkHttpTransport(OkHttpClient http, HttpUrl baseUrl, @Nullable String token, Clock clock) {
        this.http = http;
        this.uploads = patient(http);
        this.baseUrl = baseUrl;
        this.token = token;
        this.errors = new ErrorReader(clock);
    }

    @Override
    public <T> T send(Call call, Class<T> answer) {
        return call.file() == null
                ? exchange(call, http.newCall(request(call, RequestBodies.of(call))), answer)
                : upload(call, call.file(), answer);
    }

    private <T> T upload(Call call, Call.FilePart part, Class<T> answer) {
        Cancellation cancellation = part.options().cancellation();
        if (cancellation == null) {
            cancellation = new Cancellation();
        } else if (cancellation.isCancelled()) {
            throw new CancelledException(call.operationId() + " was cancelled before it was sent", null);
        }
        try (FileBody body = FileBody.open(call.operationId(), part)) {
            okhttp3.Call sent = client(part.options().timeout()).newCall(request(call, RequestBodies.form(part, body)));
            Cancellation.Registration registered = cancellation.onCancel(sent::cancel);
            try {
                return exchange(call, sent, answer);
            } catch (TransportException | CancelledException e) {
                boolean interrupted = e instanceof CancelledException;
                body.throwWhatEndedIt(interrupted || cancellation.isCancelled());
                if (!interrupted && cancellation.isCancelled()) {
                    throw new CancelledException(call.operationId() + " was cancelled", e);
                }
                throw e;
            } finally {
                registered.close();
            }
        }
    }

    private <T> T exchange(Call call, okhttp3.Call sent, Class<T> answer) {
        try (Response response = sent.execute()) {
            if (!response.isSuccessful()) {
                throw errors.read(call.operationId(), response, token);
            }
            return read(call, response, answer, token);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // Kotlin declares no exceptions: while it connects, OkHttp lets an InterruptedException out.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw lost(call, call.operationId() + " got no answer: " + e, e);
        }
    }

    private OkHttpClient client(@Nullable Timeout timeout) {
        return timeout == null
                ? uploads
                : http.newBuilder()
                        .connectTimeout(timeout.connect())
                        .readTimeout(timeout.read())
                        .writeTimeout(timeout.write())
                        .callTimeout(timeout.call())
                        .build();
    }

    private static OkHttpClient patient(OkHttpClient http) {
        int read = http.readTimeoutMillis();
        return http.newBuilder()
                .callTimeout(Duration.ZERO)
                .readTimeout(Duration.ofMillis(read == 0 ? 0 : Math.max(read, MIN_UPLOAD_READ_MILLIS)))
                .build();
    }

    private Request request(Call call, @Nullable RequestBody body) {
        HttpUrl.Builder url =
                baseUrl.newBuilder().addEncodedPathSegments(call.encodedPath().substring(1));
        call.query().forEach(parameter -> url.addQueryParameter(parameter.name(), parameter.value()));
        Request.Builder request = new Request.Builder()
                .url(url.build())
                .method(call.method(), body)
                .header("Accept", call.accept())
                .header("User-Agent", "video-call-client");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private static <T> T read(Call call, Response response, Class<T> answer, @Nullable String token) {
        String requestId = ErrorReader.requestId(response, token);
        String where = call.operationId() + " got " + response.code() + " (request id "
                + (requestId == null ? "unknown" : requestId) + "), ";
        try {
            return answer == String.class
                    ? answer.cast(response.body().string())
                    : Json.read(response.body().bytes(), answer);
        } catch (Json.UnreadableException e) {
            throw new TransportException(where + "but not the promised JSON: " + e.getMessage(), null);
        } catch (IOException e) {
            throw lost(call, where + "but the answer broke off: " + e, e);
        }
    }

    // An interrupt shows as a timeout or a broken connection, and is not to be taken for one: nobody should try again.
    private static VideoCallException lost(Call call, String message, Exception cause) {
        return Thread.currentThread().isInterrupted()
                ? new CancelledException(call.operationId() + " was interrupted", cause)
                : new TransportException(message, cause);
    }
}
