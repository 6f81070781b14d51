package com.bahasadri.videocall.server.adapter.realtimekit;

import com.bahasadri.videocall.server.adapter.realtimekit.RealtimeKitException.Outcome;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Sends one call, once, and judges what comes back. Safe for use by many threads. */
final class Wire {
    private static final long MAX_ANSWER_BYTES = 1024 * 1024;
    private static final long UNKNOWN_LENGTH = -1;
    private static final MediaType JSON = MediaType.get("application/json");
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final RealtimeKitSettings settings;
    private final HttpUrl app;
    private final OkHttpClient http;
    private final Clock clock;

    Wire(RealtimeKitSettings settings, OkHttpClient base, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.app = HttpUrl.get(settings.baseUrl().toString())
                .newBuilder()
                .addPathSegment("accounts")
                .addPathSegment(settings.accountId())
                .addPathSegments("realtime/kit")
                .addPathSegment(settings.appId())
                .build();
        CallPolicy policy = settings.policy();
        this.http = base.newBuilder()
                .connectTimeout(policy.connectTimeout())
                .readTimeout(policy.readTimeout())
                .writeTimeout(policy.readTimeout())
                .followRedirects(false)
                .followSslRedirects(false)
                // OkHttp would send a POST again where a connection broke, and uncounted: two participants for one.
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(Wire::believeNoLengthBelowZero)
                .build();
    }

    Answer exchange(Call call, Duration left) throws RealtimeKitException {
        long start = System.nanoTime();
        Duration attempt = settings.policy().attemptTimeout();
        okhttp3.Call sending = http.newCall(request(call));
        sending.timeout().timeout(Math.min(left.toNanos(), attempt.toNanos()), TimeUnit.NANOSECONDS);
        try (Response response = sending.execute()) {
            byte @Nullable [] bytes = read(response.body());
            return judge(call, response, bytes, since(start));
        } catch (SSLHandshakeException | SSLPeerUnverifiedException e) {
            throw RealtimeKitException.untrusted(call, since(start), words(e));
        } catch (ConnectException | NoRouteToHostException | UnknownHostException e) {
            throw RealtimeKitException.unreachable(call, since(start), words(e));
        } catch (IOException e) {
            throw lost(call, start, e);
        } catch (RealtimeKitException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // Kotlin throws this one without telling the compiler.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw lost(call, start, e);
            }
            throw new IllegalStateException(e);
        }
    }

    /** OkHttp believes one, fails with what it has for bugs, and keeps the connection for ever. */
    static Response believeNoLengthBelowZero(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.body().contentLength() < UNKNOWN_LENGTH) {
            throw new ProtocolException("the length is below zero");
        }
        return response;
    }

    private RealtimeKitException lost(Call call, long start, Exception cause) {
        // Whatever broke this connection may have broken the idle ones: the next call takes none of them.
        http.connectionPool().evictAll();
        return RealtimeKitException.noAnswer(call, since(start), words(cause));
    }

    private Answer judge(Call call, Response response, byte @Nullable [] bytes, Duration took)
            throws RealtimeKitException {
        int status = response.code();
        boolean success = status / 100 == 2;
        JsonNode body = bytes == null ? null : parse(bytes);
        Envelope envelope = new Envelope(body == null ? MissingNode.getInstance() : body);
        if (success && body != null && envelope.success()) {
            return new Answer(call, status, body, took);
        }
        String detail = envelope.message(settings.apiToken());
        Outcome outcome = Outcome.REFUSED;
        if (bytes == null) {
            detail = "more than " + MAX_ANSWER_BYTES + " bytes";
        } else if (body == null) {
            detail = "not JSON, " + bytes.length + " bytes";
            outcome = success ? Outcome.FAILED : Outcome.REFUSED;
        } else if (status == 404 && !envelope.unrouted()) {
            outcome = Outcome.MISSING;
        }
        if (status >= 500 || status == 429 || status == 408) {
            outcome = Outcome.FAILED;
        }
        throw RealtimeKitException.answered(
                call, outcome, status, took, RetryAfter.of(response.headers(), clock), detail);
    }

    private static byte @Nullable [] read(ResponseBody body) throws IOException {
        BufferedSource source = body.source();
        return source.request(MAX_ANSWER_BYTES + 1) ? null : source.readByteArray();
    }

    /** Null for what is not JSON: Jackson's own message could quote a token. */
    private static @Nullable JsonNode parse(byte[] bytes) {
        try {
            return bytes.length == 0 ? MissingNode.getInstance() : MAPPER.readTree(bytes);
        } catch (IOException e) {
            return null;
        }
    }

    private Request request(Call call) {
        HttpUrl.Builder url = app.newBuilder();
        call.path().forEach(url::addPathSegment);
        Integer page = call.page();
        if (page != null) {
            url.addQueryParameter("page_no", page.toString());
            url.addQueryParameter("per_page", Integer.toString(Call.PAGE_SIZE));
        }
        return new Request.Builder()
                .url(url.build())
                .header("Authorization", "Bearer " + settings.apiToken())
                .header("Accept", "application/json")
                .header("User-Agent", "video-call-control-center")
                .method(call.method(), body(call))
                .build();
    }

    private static @Nullable RequestBody body(Call call) {
        Object body = call.body();
        if (body != null) {
            try {
                return RequestBody.create(MAPPER.writeValueAsBytes(body), JSON);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        return call.method().equals("POST") ? RequestBody.create(new byte[0]) : null;
    }

    /** What went wrong; a protocol error quotes what the other side sent. */
    private String words(Exception e) {
        return PlainWords.of(e, app, settings.apiToken());
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    void close() {
        http.connectionPool().evictAll();
    }
}
