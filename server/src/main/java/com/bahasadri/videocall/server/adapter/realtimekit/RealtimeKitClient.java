package com.bahasadri.videocall.server.adapter.realtimekit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Sends calls to RealtimeKit and reads what comes back. Safe for use by many threads. */
final class RealtimeKitClient implements AutoCloseable {
    private static final long MAX_ANSWER_BYTES = 1024 * 1024;
    private static final MediaType JSON = MediaType.get("application/json");
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final RealtimeKitSettings settings;
    private final HttpUrl app;
    private final OkHttpClient repeating;
    private final OkHttpClient once;

    RealtimeKitClient(RealtimeKitSettings settings, OkHttpClient base) {
        this.settings = settings;
        this.app = HttpUrl.get(settings.baseUrl().toString())
                .newBuilder()
                .addPathSegment("accounts")
                .addPathSegment(settings.accountId())
                .addPathSegments("realtime/kit")
                .addPathSegment(settings.appId())
                .build();
        this.repeating = base.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .callTimeout(settings.callTimeout())
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
        // OkHttp would send a POST again on a new connection where the old one broke: two participants for one.
        this.once = repeating.newBuilder().retryOnConnectionFailure(false).build();
    }

    Answer send(Call call) throws RealtimeKitException {
        if (!call.path().stream().allMatch(PathSegments::isOne)) {
            throw RealtimeKitException.noSuchId(call);
        }
        OkHttpClient http = call.repeatable() ? repeating : once;
        long start = System.nanoTime();
        try (Response response = http.newCall(request(call)).execute()) {
            byte @Nullable [] bytes = read(response.body());
            return judge(call, response.code(), bytes, since(start));
        } catch (IOException e) {
            throw RealtimeKitException.noAnswer(call, since(start), e);
        }
    }

    private Answer judge(Call call, int status, byte @Nullable [] bytes, Duration took) throws RealtimeKitException {
        if (bytes == null) {
            throw RealtimeKitException.answered(call, status, false, took, "more than " + MAX_ANSWER_BYTES + " bytes");
        }
        JsonNode body = parse(bytes);
        if (body == null) {
            throw RealtimeKitException.answered(call, status, false, took, "not JSON, " + bytes.length + " bytes");
        }
        Envelope envelope = new Envelope(body);
        if (status / 100 == 2 && envelope.success()) {
            return new Answer(call, status, body, took);
        }
        throw RealtimeKitException.answered(
                call, status, status == 404 && !envelope.unrouted(), took, envelope.message(settings.apiToken()));
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

    private Request request(Call call) throws JsonProcessingException {
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

    private static @Nullable RequestBody body(Call call) throws JsonProcessingException {
        Object body = call.body();
        if (body != null) {
            return RequestBody.create(MAPPER.writeValueAsBytes(body), JSON);
        }
        return call.method().equals("POST") ? RequestBody.create(new byte[0]) : null;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Closes the idle connections. */
    @Override
    public void close() {
        repeating.connectionPool().evictAll();
    }
}
