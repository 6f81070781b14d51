package com.bahasadri.videocall.server.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One who reads a stream of server-sent events, on a thread of its own. For one test's thread. */
public final class EventStream implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ServerSent END = new ServerSent(Map.of());

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<ServerSent> received = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        Thread thread = new Thread(this::read, "event-stream");
        thread.setDaemon(true);
        thread.start();
    }

    /** Opens a stream, with header names and values in turn. */
    public static EventStream open(URI address, String target, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(target))
                .header("Accept", "text/event-stream")
                .timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new EventStream(HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The status of the answer. */
    public int status() {
        return response.statusCode();
    }

    /** A header of the answer; null where it has none of that name. */
    public @Nullable String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** Waits for the next message of the stream. */
    public ServerSent next() {
        ServerSent next = take(PATIENCE);
        if (next == null) {
            throw new AssertionError("nothing came; so far: " + events);
        }
        if (next == END) {
            throw new AssertionError("the stream has ended; so far: " + events);
        }
        return next;
    }

    /** Waits for the next event. */
    public JsonNode event() {
        ServerSent next = next();
        while (next.comment()) {
            next = next();
        }
        JsonNode event = next.json();
        events.add(event);
        return event;
    }

    /** Waits for the next event of a type. */
    public JsonNode await(String type) {
        JsonNode event = event();
        while (!event.path("type").asText().equals(type)) {
            event = event();
        }
        return event;
    }

    /** Waits for the end of the stream, and answers the events before it that were not waited for. */
    public List<JsonNode> rest() {
        List<JsonNode> rest = new ArrayList<>();
        for (ServerSent next = take(PATIENCE); next != END; next = take(PATIENCE)) {
            if (next == null) {
                throw new AssertionError("the stream goes on; so far: " + events);
            }
            if (!next.comment()) {
                rest.add(next.json());
            }
        }
        events.addAll(rest);
        return rest;
    }

    /** What was waited for, in order. */
    public List<JsonNode> events() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable ServerSent take(Duration patience) {
        try {
            return received.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            Map<String, String> fields = new HashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    received.add(new ServerSent(Map.copyOf(fields)));
                    fields.clear();
                } else {
                    int colon = line.indexOf(':');
                    fields.put(
                            line.substring(0, colon), line.substring(colon + 1).stripLeading());
                }
            }
        } catch (IOException e) {
            // Cut: as ended.
        } finally {
            received.add(END);
        }
    }

    /** A message of the stream, field by field; a comment's field has no name. */
    public record ServerSent(Map<String, String> fields) {
        /** Whether readers ignore it. */
        public boolean comment() {
            return !fields.containsKey("data");
        }

        /** Its data. */
        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(fields.get("data"));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
