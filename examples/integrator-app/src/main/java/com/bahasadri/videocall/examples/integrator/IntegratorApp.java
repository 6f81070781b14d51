package com.bahasadri.videocall.examples.integrator;

import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.error.VideoCallException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The app: {@code GET /meetings/NAME} shows who is in a meeting, {@code POST /meetings/NAME/join?user=ann} sends one of its users into
 * the call. The browser never sees the operator key, only a link of its own.
 */
public final class IntegratorApp implements AutoCloseable {
    private static final Pattern MEETING = Pattern.compile("/meetings/([A-Za-z0-9-]{1,40})(/join)?");
    private static final Pattern USER = Pattern.compile("user=([A-Za-z0-9]{1,40})");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Meetings meetings;

    IntegratorApp(VideoCallClient client, int port) throws IOException {
        meetings = new Meetings(client);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Runs the app on port 8080 until it is stopped. {@code VIDEO_CALL_URL} and {@code VIDEO_CALL_OPERATOR_KEY} say where the server is and
     * with what right the app comes.
     *
     * @param arguments none
     * @throws IOException if the port is taken
     */
    public static void main(String[] arguments) throws IOException {
        IntegratorApp app = new IntegratorApp(VideoCallClient.fromEnv(), 8080);
        System.out.println("Open " + app.address() + "meetings/weekly");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                route(exchange);
            } catch (VideoCallException e) {
                // The message is for the app's log; of tokens it has none.
                System.err.println(e.getMessage());
                send(exchange, 502, "The video calls are out of reach.");
            }
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        Matcher path = MEETING.matcher(exchange.getRequestURI().getPath());
        if (!path.matches()) {
            send(exchange, 404, "There is no such page.");
        } else if (path.group(2) == null) {
            send(exchange, 200, Page.of(meetings.get(path.group(1))));
        } else if (exchange.getRequestMethod().equals("POST")) {
            join(exchange, meetings.get(path.group(1)));
        } else {
            send(exchange, 405, "Joining is a POST.");
        }
    }

    private void join(HttpExchange exchange, Meeting meeting) throws IOException {
        Matcher user = USER.matcher(String.valueOf(exchange.getRequestURI().getQuery()));
        if (!user.matches()) {
            send(exchange, 400, "Who joins?");
            return;
        }
        exchange.getResponseHeaders()
                .set("Location", meeting.linkFor(user.group(1)).toString());
        send(exchange, 303, "");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        meetings.close();
    }
}
