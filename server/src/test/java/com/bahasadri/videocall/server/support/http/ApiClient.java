package com.bahasadri.videocall.server.support.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls the API as a test asks, malformed or not, and fails the test where an answer breaks the contract. Immutable;
 * safe for use by many threads.
 */
public final class ApiClient {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client;
    private final URI base;
    private final List<String> headers;

    /** A client of a server at an address such as {@code http://127.0.0.1:8787}. */
    public ApiClient(URI base) {
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), base, List.of());
    }

    private ApiClient(HttpClient client, URI base, List<String> headers) {
        this.client = client;
        this.base = base;
        this.headers = List.copyOf(headers);
    }

    /** Where the server is. */
    public URI base() {
        return base;
    }

    /** The same client, over another HTTP client. */
    public ApiClient over(HttpClient other) {
        return new ApiClient(other, base, headers);
    }

    /** The same client, sending a header more. */
    public ApiClient with(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new ApiClient(client, base, more);
    }

    /** The same client, sending a bearer token. */
    public ApiClient bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** Reads. */
    public Answer get(String target) {
        return send("GET", target, BodyPublishers.noBody());
    }

    /** Deletes. */
    public Answer delete(String target) {
        return send("DELETE", target, BodyPublishers.noBody());
    }

    /** Posts nothing. */
    public Answer post(String target) {
        return send("POST", target, BodyPublishers.noBody());
    }

    /** Posts JSON, or what a test calls so. */
    public Answer post(String target, String json) {
        return post(target, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Posts bytes as JSON. */
    public Answer post(String target, byte[] json) {
        return with("Content-Type", "application/json").send("POST", target, BodyPublishers.ofByteArray(json));
    }

    /** Posts bytes as JSON in chunks, so without telling their number. */
    public Answer postChunked(String target, byte[] json) {
        BodyPublisher body = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(json));
        return with("Content-Type", "application/json").send("POST", target, body);
    }

    /** Sends anything. */
    public Answer send(String method, String target, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + target))
                .timeout(PATIENCE)
                .method(method, body);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            Answer answer = Answer.of(response.statusCode(), response.headers().map(), response.body());
            Conformance.check(method, target, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
