package com.bahasadri.videocall.client;

import java.time.Duration;
import java.util.Optional;

/**
 * Hears of each request, answer and retry, for logs and metrics. It is never given a body or a token, and of the headers only those
 * that are known to hold no secret; where the server repeats the token, {@code ***} stands for it. Called by the thread at work, which in
 * an asynchronous call is one of OkHttp's, one of the client's executor, or the one that cancels or closes: be quick, and safe for use by
 * many threads. An exception thrown here is ignored.
 *
 * <pre>{@code
 * VideoCallClient told = client.withOptions(options -> options.listener(new CallListener() {
 *     @Override
 *     public void onAnswer(Answered answered) {
 *         print(answered.sent().operationId() + " " + answered.status());
 *     }
 * }));
 * }</pre>
 */
public interface CallListener {

    /**
     * A request is about to be sent.
     *
     * @param sent the request
     */
    default void onRequest(Sent sent) {}

    /**
     * An answer has arrived, whatever its status.
     *
     * @param answered the answer
     */
    default void onAnswer(Answered answered) {}

    /**
     * There was no answer, or the request was cancelled.
     *
     * @param failed what happened
     */
    default void onFailure(Failed failed) {}

    /**
     * The call will be tried again.
     *
     * @param retrying when, and why
     */
    default void onRetry(Retrying retrying) {}

    /**
     * A request that is sent.
     *
     * @param operationId the operation
     * @param method the HTTP method
     * @param path the path, without the query
     * @param attempt which try of the call it is, from 1
     * @param headers the headers that hold no secret
     */
    record Sent(String operationId, String method, String path, int attempt, Headers headers) {}

    /**
     * An answer that arrived.
     *
     * @param sent the request
     * @param status the HTTP status
     * @param took from the request's first byte to the answer's last
     * @param headers the headers that hold no secret, among them {@code X-Request-Id}
     */
    record Answered(Sent sent, int status, Duration took, Headers headers) {}

    /**
     * A request without an answer.
     *
     * @param sent the request
     * @param took how long it took to fail
     * @param failure what the call throws if it is not tried again
     */
    record Failed(Sent sent, Duration took, Throwable failure) {}

    /**
     * A try that will be followed by another.
     *
     * @param operationId the operation
     * @param attempt which try failed, from 1
     * @param delay how long until the next
     * @param status the answer's status; empty where there was none
     */
    record Retrying(String operationId, int attempt, Duration delay, Optional<Integer> status) {}
}
