package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.error.TransportException;
import java.io.IOException;
import java.time.Clock;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends calls with OkHttp, each once. Immutable and safe for use by many threads. */
public final class OkHttpTransport implements Transport {
    private final OkHttpClient http;
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
        this.baseUrl = baseUrl;
        this.token = token;
        this.errors = new ErrorReader(clock);
    }

    @Override
    public <T> T send(Call call, Class<T> answer) {
        try (Response response = http.newCall(request(call)).execute()) {
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
            throw new TransportException(call.operationId() + " got no answer: " + e, e);
        }
    }

    private Request request(Call call) {
        HttpUrl.Builder url =
                baseUrl.newBuilder().addEncodedPathSegments(call.encodedPath().substring(1));
        call.query().forEach(parameter -> url.addQueryParameter(parameter.name(), parameter.value()));
        Request.Builder request = new Request.Builder()
                .url(url.build())
                .method(call.method(), RequestBodies.of(call))
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
            throw new TransportException(where + "but the answer broke off: " + e, e);
        }
    }
}
