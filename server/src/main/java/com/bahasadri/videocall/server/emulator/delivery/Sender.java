package com.bahasadri.videocall.server.emulator.delivery;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends one delivery and tells what came of it. Safe for use by many threads. */
final class Sender implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int SERVER_ERROR = 5;
    private static final int HUNDRED = 100;

    private final OkHttpClient http;
    private final Function<byte[], String> signature;

    Sender(Function<byte[], String> signature, Duration patience) {
        this.signature = signature;
        this.http = new OkHttpClient.Builder()
                .proxy(Proxy.NO_PROXY)
                .callTimeout(patience)
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
    }

    /**
     * What came of a try.
     *
     * @param text the status, or why there was none
     * @param again whether RealtimeKit would try again: after a 5xx, and where there was no answer
     */
    record Result(String text, boolean again) {}

    Result send(Attempt attempt) {
        Outgoing outgoing = attempt.outgoing();
        byte[] body = outgoing.body().getBytes(StandardCharsets.UTF_8);
        try {
            Request request = new Request.Builder()
                    .url(outgoing.url())
                    .header("rtk-signature", signature.apply(body))
                    .header("rtk-uuid", attempt.id())
                    .header("rtk-webhook-id", outgoing.webhookId())
                    .post(RequestBody.create(body, JSON))
                    .build();
            try (Response response = http.newCall(request).execute()) {
                int kind = response.code() / HUNDRED;
                return new Result(String.valueOf(response.code()), kind == SERVER_ERROR);
            }
        } catch (InterruptedIOException e) {
            return new Result("timeout", true);
        } catch (IOException e) {
            return new Result("no answer: " + e.getClass().getSimpleName(), true);
        } catch (IllegalArgumentException e) {
            // A URL that java.net.URI takes and OkHttp does not.
            return new Result("no URL", false);
        }
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
    }
}
