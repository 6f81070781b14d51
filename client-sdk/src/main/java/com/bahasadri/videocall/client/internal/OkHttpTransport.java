package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.Timeout;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.OpenAnswer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;

/** Sends requests with OkHttp, each once. Safe for use by many threads. */
public final class OkHttpTransport implements Transport {
    private final HttpUrl baseUrl;
    private final Executor executor;
    private final Cancellation closing;
    private volatile OkHttpClient latest;

    /**
     * Sends to one server.
     *
     * @param http the client to send with; closed by its owner
     * @param baseUrl where the server is
     * @param executor where an asynchronous call ends whose time is over
     * @param closing cancelled once calls are refused
     */
    public OkHttpTransport(OkHttpClient http, HttpUrl baseUrl, Executor executor, Cancellation closing) {
        // A redirect could turn a POST into a GET, or carry a token or a body to another host.
        this.latest = SentOnce.on(http.newBuilder())
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
        this.baseUrl = baseUrl;
        this.executor = executor;
        this.closing = closing;
    }

    @Override
    public Answer send(Request request) {
        Exchange exchange = begin(request);
        try {
            return exchange.execute();
        } finally {
            exchange.close();
        }
    }

    @Override
    public CompletableFuture<Answer> sendAsync(Request request) {
        Exchange exchange;
        try {
            exchange = begin(request);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return exchange.enqueue(executor);
    }

    @Override
    public OpenAnswer open(Request request) {
        return begin(request).open();
    }

    private Exchange begin(Request request) {
        Cancellation cancellation = request.options().cancellation().orElse(null);
        if (cancellation != null && cancellation.isCancelled()) {
            throw new CancelledException(request.operationId() + " was cancelled before it was sent", null);
        }
        Request.FilePart part = request.file().orElse(null);
        FileBody file = part == null ? null : FileBody.open(request, part);
        RequestBody body = file == null ? BytesBody.of(request) : file.inForm(part);
        okhttp3.Request.Builder sent =
                new okhttp3.Request.Builder().url(url(request)).method(request.method(), body);
        for (Map.Entry<String, String> header : request.headers().entries()) {
            sent.addHeader(header.getKey(), header.getValue());
        }
        okhttp3.Call call = client(request).newCall(sent.build());
        call.timeout().timeout(request.timeLimit().toNanos(), TimeUnit.NANOSECONDS);
        return new Exchange(request, call, file, cancellation, closing);
    }

    private HttpUrl url(Request request) {
        HttpUrl.Builder url =
                baseUrl.newBuilder().addEncodedPathSegments(request.path().substring(1));
        for (Map.Entry<String, String> parameter : request.query()) {
            url.addQueryParameter(parameter.getKey(), parameter.getValue());
        }
        return url.build();
    }

    // One client for each set of timeouts over the same connections; mostly it is the set of the call before.
    private OkHttpClient client(Request request) {
        Timeout timeout = request.options().timeout().orElse(null);
        OkHttpClient http = latest;
        if (timeout != null && !Timeouts.fit(timeout, http)) {
            http = Timeouts.set(timeout, http.newBuilder()).build();
            latest = http;
        }
        return http;
    }
}
