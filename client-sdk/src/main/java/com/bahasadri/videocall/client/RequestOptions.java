package com.bahasadri.videocall.client;

import com.bahasadri.videocall.client.internal.HeaderRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be otherwise for one call than for the client. Nothing is by default: the client's timeout and number of retries, no
 * further header, a new idempotency key for each write.
 *
 * <pre>{@code
 * RequestOptions options = RequestOptions.defaults()
 *         .withTimeout(Timeout.defaults().withCall(Duration.ofSeconds(15)))
 *         .withWait(Duration.ofSeconds(10))
 *         .withHeader("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
 * MuteResult result = control.mute(participantId, options);
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class RequestOptions {
    private static final RequestOptions DEFAULT = new RequestOptions(new Values());

    private final Values values;

    private RequestOptions(Values values) {
        this.values = values;
    }

    /**
     * The defaults.
     *
     * @return nothing is otherwise
     */
    public static RequestOptions defaults() {
        return DEFAULT;
    }

    /**
     * A copy with timeouts of its own, all four of them.
     *
     * @param timeout how long the call may take; for an upload too, which has no limit for the whole call otherwise
     * @return the copy
     */
    public RequestOptions withTimeout(Timeout timeout) {
        return changed().timeout(Objects.requireNonNull(timeout, "timeout is null"));
    }

    /**
     * A copy with another number of retries.
     *
     * @param maxRetries how often the call may be tried again, from 0
     * @return the copy
     * @throws IllegalArgumentException if it is negative
     */
    public RequestOptions withMaxRetries(int maxRetries) {
        if (maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries is negative: " + maxRetries);
        }
        return changed().maxRetries(maxRetries);
    }

    /**
     * A copy with a further header, for a proxy on the way or for tracing. One of the same name is replaced.
     *
     * @param name the header's name
     * @param value its value
     * @return the copy
     * @throws IllegalArgumentException if no request can carry it, or if the client sets it itself: {@code Authorization} (use
     *     {@link VideoCallClient#withToken}), {@code Idempotency-Key} (use {@link #withIdempotencyKey}), {@code Prefer} (use
     *     {@link #withWait}), {@code Accept}, {@code Host}, {@code Connection} and what describes the body. The value is not quoted
     */
    public RequestOptions withHeader(String name, String value) {
        HeaderRules.checkFurther(name, value);
        List<Map.Entry<String, String>> headers = new ArrayList<>(values.headers);
        headers.removeIf(header -> header.getKey().equalsIgnoreCase(name));
        headers.add(Map.entry(name, value));
        return changed().headers(List.copyOf(headers));
    }

    /**
     * A copy with an idempotency key of yours, to repeat a write of an earlier process: the server answers the same key with the
     * first answer, for 24 hours. Use options with a key for one write only. Reads have no key.
     *
     * @param idempotencyKey 1 to 200 visible ASCII characters that nobody guesses
     * @return the copy
     * @throws IllegalArgumentException if it is not of that form
     */
    public RequestOptions withIdempotencyKey(String idempotencyKey) {
        HeaderRules.checkIdempotencyKey(idempotencyKey);
        return changed().idempotencyKey(idempotencyKey);
    }

    /**
     * A copy that lets the server wait longer or shorter for the outcome of a command, which is 3 s otherwise and at most 10 s. It
     * matters to mute, unmute and mute all. Where the wait is over first, the outcome is answered as {@code pending}: the command
     * goes on, and a {@code command_progressed} event tells what became of it.
     *
     * @param wait how long, rounded up to whole seconds
     * @return the copy
     * @throws IllegalArgumentException if it is negative
     */
    public RequestOptions withWait(Duration wait) {
        if (Objects.requireNonNull(wait, "wait is null").isNegative()) {
            throw new IllegalArgumentException("wait is negative: " + wait);
        }
        return changed().await(wait);
    }

    /**
     * A copy that can be cancelled from another thread, while it is sent and while it waits to be tried again.
     *
     * @param cancellation ends the call
     * @return the copy
     */
    public RequestOptions withCancellation(Cancellation cancellation) {
        return changed().cancellation(Objects.requireNonNull(cancellation, "cancellation is null"));
    }

    /**
     * A copy that tells how far an upload is.
     *
     * @param uploadProgress hears of it
     * @return the copy
     */
    public RequestOptions withUploadProgress(UploadProgress uploadProgress) {
        return changed().uploadProgress(Objects.requireNonNull(uploadProgress, "uploadProgress is null"));
    }

    /**
     * The timeouts.
     *
     * @return all four; empty for the client's
     */
    public Optional<Timeout> timeout() {
        return Optional.ofNullable(values.timeout);
    }

    /**
     * How often the call may be tried again.
     *
     * @return the number; empty for the client's
     */
    public Optional<Integer> maxRetries() {
        return Optional.ofNullable(values.maxRetries);
    }

    /**
     * The further headers.
     *
     * @return names and values
     */
    public List<Map.Entry<String, String>> headers() {
        return values.headers;
    }

    /**
     * The idempotency key.
     *
     * @return the key; empty for a new one
     */
    public Optional<String> idempotencyKey() {
        return Optional.ofNullable(values.idempotencyKey);
    }

    /**
     * How long the server may wait for the outcome of a command. Not named {@code wait}, which every object has already.
     *
     * @return the time; empty for the server's 3 s
     */
    public Optional<Duration> waitForOutcome() {
        return Optional.ofNullable(values.wait);
    }

    /**
     * What ends the call.
     *
     * @return the cancellation; empty for none
     */
    public Optional<Cancellation> cancellation() {
        return Optional.ofNullable(values.cancellation);
    }

    /**
     * Who hears how far an upload is.
     *
     * @return the listener; empty for nobody
     */
    public Optional<UploadProgress> uploadProgress() {
        return Optional.ofNullable(values.uploadProgress);
    }

    /** What is set, without the values of headers and key. */
    @Override
    public String toString() {
        return "RequestOptions[timeout=" + values.timeout + ", maxRetries=" + values.maxRetries + ", headers="
                + values.headers.stream().map(Map.Entry::getKey).toList() + ", wait=" + values.wait + "]";
    }

    private Values changed() {
        return new Values(values);
    }

    // Each change is to a copy that nobody else has seen yet.
    private static final class Values {
        private @Nullable Timeout timeout;
        private @Nullable Integer maxRetries;
        private List<Map.Entry<String, String>> headers = List.of();
        private @Nullable String idempotencyKey;
        private @Nullable Duration wait;
        private @Nullable Cancellation cancellation;
        private @Nullable UploadProgress uploadProgress;

        Values() {}

        Values(Values other) {
            timeout = other.timeout;
            maxRetries = other.maxRetries;
            headers = other.headers;
            idempotencyKey = other.idempotencyKey;
            wait = other.wait;
            cancellation = other.cancellation;
            uploadProgress = other.uploadProgress;
        }

        RequestOptions timeout(Timeout changed) {
            timeout = changed;
            return new RequestOptions(this);
        }

        RequestOptions maxRetries(int changed) {
            maxRetries = changed;
            return new RequestOptions(this);
        }

        RequestOptions headers(List<Map.Entry<String, String>> changed) {
            headers = changed;
            return new RequestOptions(this);
        }

        RequestOptions idempotencyKey(String changed) {
            idempotencyKey = changed;
            return new RequestOptions(this);
        }

        RequestOptions await(Duration changed) {
            wait = changed;
            return new RequestOptions(this);
        }

        RequestOptions cancellation(Cancellation changed) {
            cancellation = changed;
            return new RequestOptions(this);
        }

        RequestOptions uploadProgress(UploadProgress changed) {
            uploadProgress = changed;
            return new RequestOptions(this);
        }
    }
}
