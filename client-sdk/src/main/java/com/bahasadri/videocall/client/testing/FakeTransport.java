package com.bahasadri.videocall.client.testing;

import com.bahasadri.videocall.client.Headers;
import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.internal.Json;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Answers without a server, for unit tests. Answers are queued for a method and a path, or for any request; each is given once, the
 * first that fits. Every request is recorded.
 *
 * <pre>{@code
 * FakeTransport transport = new FakeTransport();
 * transport.on("POST", "/api/video-call/session").answer(new CreatedSession("s1", Instant.EPOCH, "s1"));
 *
 * CallPlanner planner = new CallPlanner(transport.client());
 *
 * assertThat(planner.plan("Weekly review")).isEqualTo("s1");
 * assertThat(transport.requests()).singleElement().satisfies(request -> assertThat(request.json())
 *         .hasValue("{\"name\":\"Weekly review\"}"));
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class FakeTransport implements Transport {
    private final Deque<Planned> planned = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();

    /** Creates a transport that has no answers yet. */
    public FakeTransport() {}

    /**
     * A client over this transport, that tries nothing again.
     *
     * @return the client
     */
    public VideoCallClient client() {
        return VideoCallClient.builder().transport(this).maxRetries(0).build();
    }

    /**
     * Plans an answer to a request.
     *
     * @param method the request's method
     * @param path its path, encoded, without the query; {@code *} stands for any part between two slashes
     * @return takes the answer
     */
    public Plan on(String method, String path) {
        return new Plan(Objects.requireNonNull(method, "method is null"), Objects.requireNonNull(path, "path is null"));
    }

    /**
     * Plans an answer to whichever request comes.
     *
     * @return takes the answer
     */
    public Plan onAny() {
        return new Plan("*", "*");
    }

    /**
     * The requests that were sent, each try of a call for itself.
     *
     * @return the requests, oldest first
     */
    public List<Request> requests() {
        synchronized (planned) {
            return List.copyOf(requests);
        }
    }

    /**
     * How many planned answers were not given.
     *
     * @return the number
     */
    public int remaining() {
        synchronized (planned) {
            return planned.size();
        }
    }

    /**
     * Gives the first answer that fits.
     *
     * @throws AssertionError if none does
     */
    @Override
    public Answer send(Request request) {
        Object outcome = take(request);
        if (outcome instanceof RuntimeException failure) {
            throw failure;
        }
        return (Answer) outcome;
    }

    /**
     * Gives the first answer that fits.
     *
     * @throws AssertionError if none does
     */
    @Override
    public CompletableFuture<Answer> sendAsync(Request request) {
        Object outcome = take(request);
        return outcome instanceof RuntimeException failure
                ? CompletableFuture.failedFuture(failure)
                : CompletableFuture.completedFuture((Answer) outcome);
    }

    private Object take(Request request) {
        synchronized (planned) {
            requests.add(request);
            for (Iterator<Planned> waiting = planned.iterator(); waiting.hasNext(); ) {
                Planned next = waiting.next();
                if (next.fits(request)) {
                    waiting.remove();
                    return next.outcome;
                }
            }
        }
        throw new AssertionError("no answer is planned for " + request.method() + " " + request.path());
    }

    private static boolean fits(String pattern, String path) {
        String[] expected = pattern.split("/", -1);
        String[] found = path.split("/", -1);
        boolean fits = expected.length == found.length;
        for (int i = 0; fits && i < expected.length; i++) {
            fits = expected[i].equals("*") || expected[i].equals(found[i]);
        }
        return fits;
    }

    private record Planned(String method, String path, Object outcome) {
        boolean fits(Request request) {
            return method.equals("*") || (method.equals(request.method()) && FakeTransport.fits(path, request.path()));
        }
    }

    /** Takes the answer to a request. Safe for use by many threads. */
    public final class Plan {
        private final String method;
        private final String path;

        private Plan(String method, String path) {
            this.method = method;
            this.path = path;
        }

        /**
         * Answers 200 with a model as JSON.
         *
         * @param model the body
         * @return the transport
         */
        public FakeTransport answer(Object model) {
            return answer(200, new String(Json.write(model), StandardCharsets.UTF_8));
        }

        /**
         * Answers with a status and a body.
         *
         * @param status the HTTP status
         * @param json the body
         * @return the transport
         */
        public FakeTransport answer(int status, String json) {
            return answer(Answer.of(
                    status,
                    Headers.of(List.of(
                            Map.entry("Content-Type", "application/json"),
                            Map.entry("X-Request-Id", "fake-request-id"))),
                    json));
        }

        /**
         * Answers with status, headers and body.
         *
         * @param answer the answer
         * @return the transport
         */
        public FakeTransport answer(Answer answer) {
            return plan(Objects.requireNonNull(answer, "answer is null"));
        }

        /**
         * Answers with a stream of events. Behind the last one the connection ends, so that the client comes again unless that was the
         * session's end.
         *
         * @param events the events
         * @return the transport
         */
        public FakeTransport events(SessionEvent... events) {
            StringBuilder text = new StringBuilder();
            for (SessionEvent event : events) {
                text.append("data: ")
                        .append(new String(Json.write(event), StandardCharsets.UTF_8))
                        .append("\n\n");
            }
            return answer(Answer.of(
                    200, Headers.of(List.of(Map.entry("Content-Type", "text/event-stream"))), text.toString()));
        }

        /**
         * Fails instead of answering.
         *
         * @param failure what the transport throws, such as a
         *     {@link com.bahasadri.videocall.client.error.TransportException}
         * @return the transport
         */
        public FakeTransport fail(RuntimeException failure) {
            return plan(Objects.requireNonNull(failure, "failure is null"));
        }

        private FakeTransport plan(Object outcome) {
            synchronized (planned) {
                planned.add(new Planned(method, path, outcome));
            }
            return FakeTransport.this;
        }
    }
}
