package com.bahasadri.videocall.client;

import com.bahasadri.videocall.client.internal.Caller;
import com.bahasadri.videocall.client.internal.Connections;
import com.bahasadri.videocall.client.internal.HeaderRules;
import com.bahasadri.videocall.client.internal.Lifecycle;
import com.bahasadri.videocall.client.internal.OkHttpTransport;
import com.bahasadri.videocall.client.internal.Settings;
import com.bahasadri.videocall.client.internal.Time;
import com.bahasadri.videocall.client.internal.Timeouts;
import com.bahasadri.videocall.client.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link VideoCallClient}, or says what is to be otherwise in {@link VideoCallClient#withOptions}. Not safe for use by many
 * threads.
 *
 * <pre>{@code
 * VideoCallClient client = VideoCallClient.builder()
 *         .baseUrl("https://calls.example.com")
 *         .token(operatorKey)
 *         .timeout(Timeout.defaults().withCall(Duration.ofSeconds(10)))
 *         .maxRetries(5)
 *         .httpClient(throughOurProxy)
 *         .build();
 * }</pre>
 */
public final class VideoCallClientBuilder {
    private HttpUrl baseUrl = HttpUrl.get("http://localhost:8787");
    private Supplier<@Nullable String> token = () -> null;
    private String tokenDescribed = "none";
    private @Nullable Timeout timeout;
    private int maxRetries = 2;
    private Duration maxRetryAfter = Duration.ofSeconds(30);
    private @Nullable CallListener listener;
    private Executor executor = ForkJoinPool.commonPool();
    private @Nullable OkHttpClient httpClient;
    private @Nullable Transport transport;
    private Time time = Time.system();
    private boolean isView;

    VideoCallClientBuilder() {}

    private VideoCallClientBuilder(VideoCallClientBuilder other) {
        baseUrl = other.baseUrl;
        token = other.token;
        tokenDescribed = other.tokenDescribed;
        timeout = other.timeout;
        maxRetries = other.maxRetries;
        maxRetryAfter = other.maxRetryAfter;
        listener = other.listener;
        executor = other.executor;
        httpClient = other.httpClient;
        transport = other.transport;
        time = other.time;
        isView = other.isView;
    }

    /**
     * Sets where the server is; {@code http://localhost:8787} by default.
     *
     * @param baseUrl an http or https URL, with or without a path, without user, query and fragment
     * @return this builder
     * @throws IllegalArgumentException if it is not such a URL
     */
    public VideoCallClientBuilder baseUrl(URI baseUrl) {
        return baseUrl(Objects.requireNonNull(baseUrl, "baseUrl is null").toString());
    }

    /**
     * Sets where the server is; {@code http://localhost:8787} by default.
     *
     * @param baseUrl an http or https URL, with or without a path, without user, query and fragment
     * @return this builder
     * @throws IllegalArgumentException if it is not such a URL
     */
    public VideoCallClientBuilder baseUrl(String baseUrl) {
        HttpUrl url = HttpUrl.parse(Objects.requireNonNull(baseUrl, "baseUrl is null"));
        if (url == null
                || url.query() != null
                || url.fragment() != null
                || !url.username().isEmpty()
                || !url.password().isEmpty()) {
            throw new IllegalArgumentException("baseUrl must be an http or https URL without user, query and fragment");
        }
        this.baseUrl = url;
        return this;
    }

    /**
     * Sets the bearer token; none by default.
     *
     * @param token a control token, an operator key or a participant token
     * @return this builder
     * @throws IllegalArgumentException if the token is empty or has a character that a header cannot carry
     */
    public VideoCallClientBuilder token(String token) {
        HeaderRules.checkedToken(token);
        this.token = () -> token;
        this.tokenDescribed = "***";
        return this;
    }

    /**
     * Sets what gives the bearer token. It is asked before each try of a read, and once for a write, whose tries all have its token:
     * under another one the server would take the idempotency key for a new write's. It is asked by the thread that calls or, before a
     * later try of an asynchronous call, by the executor; an exception is what the call throws.
     *
     * @param token gives a token, or null for a call without one; safe for use by many threads
     * @return this builder
     */
    public VideoCallClientBuilder token(Supplier<@Nullable String> token) {
        this.token = Objects.requireNonNull(token, "token is null");
        this.tokenDescribed = "supplied";
        return this;
    }

    /**
     * Sets how long calls may take; {@link Timeout#defaults()} by default, or the injected client's own timeouts.
     *
     * @param timeout the durations
     * @return this builder
     */
    public VideoCallClientBuilder timeout(Timeout timeout) {
        this.timeout = Objects.requireNonNull(timeout, "timeout is null");
        return this;
    }

    /**
     * Sets how often a call is tried again; 2 times by default.
     *
     * @param maxRetries the number, from 0
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public VideoCallClientBuilder maxRetries(int maxRetries) {
        if (maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries is negative: " + maxRetries);
        }
        this.maxRetries = maxRetries;
        return this;
    }

    /**
     * Sets the longest {@code Retry-After} that is waited for; 30 s by default. After a longer one the call fails at once, with the
     * exception that tells it; it is never tried earlier than asked.
     *
     * @param maxRetryAfter the time; the whole call's timeout bounds it too
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public VideoCallClientBuilder maxRetryAfter(Duration maxRetryAfter) {
        if (Objects.requireNonNull(maxRetryAfter, "maxRetryAfter is null").isNegative()) {
            throw new IllegalArgumentException("maxRetryAfter is negative: " + maxRetryAfter);
        }
        this.maxRetryAfter = maxRetryAfter;
        return this;
    }

    /**
     * Sets who hears of requests, answers and retries; nobody by default.
     *
     * @param listener hears of them
     * @return this builder
     */
    public VideoCallClientBuilder listener(CallListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener is null");
        return this;
    }

    /**
     * Sets where the futures of {@link VideoCallClient#async()} complete; {@link ForkJoinPool#commonPool()} by default. It has threads to
     * spare: one of them waits while a control token is minted, and where stages block all of them, by {@code join()} on another call for
     * one, no call completes, not by the end of its time either.
     *
     * @param executor runs what follows; not closed
     * @return this builder
     */
    public VideoCallClientBuilder executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor, "executor is null");
        return this;
    }

    /**
     * Sends with a client of yours, for its proxy, certificates or interceptors. Its connections are shared, and it is not closed.
     *
     * @param httpClient the client
     * @return this builder
     * @throws IllegalStateException if this builds a view
     */
    public VideoCallClientBuilder httpClient(OkHttpClient httpClient) {
        ensureNoView();
        this.httpClient = Objects.requireNonNull(httpClient, "httpClient is null");
        return this;
    }

    /**
     * Sends with a transport of yours, instead of OkHttp; {@link com.bahasadri.videocall.client.testing.FakeTransport} is one for tests.
     *
     * @param transport carries the requests; not closed
     * @return this builder
     * @throws IllegalStateException if this builds a view
     */
    public VideoCallClientBuilder transport(Transport transport) {
        ensureNoView();
        this.transport = Objects.requireNonNull(transport, "transport is null");
        return this;
    }

    /**
     * Builds the client. It connects at the first call.
     *
     * @return the client
     * @throws IllegalStateException if this builds a view
     */
    public VideoCallClient build() {
        ensureNoView();
        VideoCallClientBuilder origin = copy();
        if (transport != null || httpClient != null) {
            return new VideoCallClient(origin, transport == null ? httpClient : null, new Lifecycle(() -> {}), false);
        }
        OkHttpClient own = Connections.open(timeout == null ? Timeout.defaults() : timeout);
        return new VideoCallClient(origin, own, new Lifecycle(() -> Connections.close(own)), false);
    }

    VideoCallClientBuilder time(Time time) {
        this.time = time;
        return this;
    }

    Time time() {
        return time;
    }

    VideoCallClientBuilder copy() {
        return new VideoCallClientBuilder(this);
    }

    VideoCallClientBuilder copyForView() {
        VideoCallClientBuilder copy = copy();
        copy.isView = true;
        return copy;
    }

    Caller caller(@Nullable OkHttpClient http, Lifecycle lifecycle) {
        Transport carrier = http == null
                ? Objects.requireNonNull(transport)
                : new OkHttpTransport(http, baseUrl, executor, lifecycle.closing());
        Timeout usual = httpClient == null ? Timeout.defaults() : Timeouts.of(httpClient);
        return new Caller(
                carrier,
                new Settings(
                        token,
                        timeout == null ? usual : timeout,
                        maxRetries,
                        maxRetryAfter,
                        listener,
                        executor,
                        time,
                        lifecycle));
    }

    String described() {
        return "baseUrl=" + baseUrl + ", token=" + tokenDescribed;
    }

    private void ensureNoView() {
        if (isView) {
            throw new IllegalStateException("a view shares its client's connections");
        }
    }

    /** The server's address; the token is masked. */
    @Override
    public String toString() {
        return "VideoCallClientBuilder[" + described() + "]";
    }
}
