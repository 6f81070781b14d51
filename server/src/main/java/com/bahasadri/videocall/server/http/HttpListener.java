package com.bahasadri.videocall.server.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpHandlerRegistration;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.jspecify.annotations.Nullable;

/** One listening socket and the handler behind it. Safe for use by many threads. */
public final class HttpListener {
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int IDLE_SECONDS = 60;
    /** Else a client that does not read has some megabytes wait for it: four times what the system buffers. */
    private static final int MAX_WAITING_BYTES = 256 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpServer server;
    private final NetworkListener listener;
    private final TakenAnswers answers;

    private HttpListener(HttpServer server, NetworkListener listener, TakenAnswers answers) {
        this.server = server;
        this.listener = listener;
        this.answers = answers;
    }

    /**
     * Starts to listen. Of an answer 262,144 bytes wait for its client, then its thread does; a client that takes nothing
     * for 30 seconds while something waits is cut off.
     *
     * @param settings where and how
     * @param handler what answers
     * @return the listener, accepting connections
     * @throws UncheckedIOException if the address cannot be bound
     */
    public static HttpListener start(Settings settings, HttpHandler handler) {
        return start(settings, PATIENCE, handler);
    }

    /** The same, with another time for clients that take nothing. */
    static HttpListener start(Settings settings, Duration patience, HttpHandler handler) {
        NetworkListener listener = new NetworkListener("http", settings.host(), settings.port());
        // Requests leave the selector at once for the handler's own threads.
        listener.getTransport().setIOStrategy(new Accepting());
        listener.getTransport().getAsyncQueueIO().getWriter().setMaxPendingBytesPerConnection(MAX_WAITING_BYTES);
        listener.setMaxHttpHeaderSize(MAX_HEADER_BYTES);
        listener.getKeepAlive().setIdleTimeoutInSeconds(IDLE_SECONDS);
        listener.getKeepAlive().setMaxRequestsCount(-1);
        listener.registerAddOn((network, chain) ->
                chain.add(chain.indexOfType(HttpServerFilter.class), new PlainHttpFilter(settings.upgradable())));
        settings.addOns().forEach(listener::registerAddOn);
        // The last in front of the handler.
        listener.registerAddOn(
                (network, chain) -> chain.add(chain.indexOfType(HttpServerFilter.class), new WholeBodyFilter()));
        SSLEngineConfigurator tls = settings.tls();
        if (tls != null) {
            listener.setSecure(true);
            listener.setSSLEngineConfig(tls);
        }
        HttpServer server = new HttpServer();
        server.addListener(listener);
        server.getServerConfiguration().setAllowPayloadForUndefinedHttpMethods(true);
        server.getServerConfiguration().setPassTraceRequest(true);
        // What Grizzly refuses itself, as it does while it stops, has a status and no page of HTML.
        server.getServerConfiguration()
                .setDefaultErrorPageGenerator((request, status, reason, description, exception) -> null);
        server.getServerConfiguration()
                .addHttpHandler(
                        handler,
                        HttpHandlerRegistration.builder()
                                .contextPath("")
                                .urlPattern("/*")
                                .build());
        TakenAnswers answers = new TakenAnswers(patience);
        listener.getTransport().getConnectionMonitoringConfig().addProbes(answers);
        try {
            server.start();
        } catch (IOException e) {
            answers.close();
            server.shutdownNow();
            throw new UncheckedIOException("cannot listen on " + settings.host() + " port " + settings.port(), e);
        }
        return new HttpListener(server, listener, answers);
    }

    /**
     * The port that is listened on.
     *
     * @return the port, the one the system chose where 0 was asked for
     */
    public int port() {
        return listener.getPort();
    }

    /**
     * Stops to accept, lets the requests in flight finish, and closes.
     *
     * @param grace how long to wait for them
     */
    public void close(Duration grace) {
        close(grace, () -> {});
    }

    /**
     * Stops to accept, does something, lets the requests in flight finish, and closes.
     *
     * @param grace how long to wait for them
     * @param first what to do once no new connection is accepted
     */
    public void close(Duration grace, Runnable first) {
        listener.getTransport().unbindAll();
        first.run();
        try {
            server.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS)
                    .get(grace.toMillis() + 1000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            server.shutdownNow();
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            answers.close();
        }
    }

    /**
     * Where and how to listen.
     *
     * @param host the address or its name
     * @param port the port; 0 for one that the system chooses
     * @param tls how to secure connections, or null for plain HTTP
     * @param upgradable which requests may leave HTTP for another protocol
     * @param addOns what else takes part in handling a connection's bytes
     */
    public record Settings(
            String host,
            int port,
            @Nullable SSLEngineConfigurator tls,
            Predicate<HttpRequestPacket> upgradable,
            List<AddOn> addOns) {
        /** Requires all but the security, and copies the list. */
        public Settings {
            requireNonNull(host, "host is null");
            requireNonNull(upgradable, "upgradable is null");
            addOns = List.copyOf(addOns);
        }

        /**
         * Plain HTTP without upgrades.
         *
         * @param host the address or its name
         * @param port the port; 0 for one that the system chooses
         * @return the settings
         */
        public static Settings plain(String host, int port) {
            return new Settings(host, port, null, request -> false, List.of());
        }
    }
}
