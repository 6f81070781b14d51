import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stands for Cloudflare in a benchmark: creates meetings, each after a delay that holds no thread.
 * Run as {@code java StubRealtimeKit.java PORT DELAY_MILLIS}.
 */
public class StubRealtimeKit {
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        long delay = Long.parseLong(arguments[1]);
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4096);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            timer.schedule(
                    () -> {
                        try (exchange) {
                            byte[] body = ("{\"success\":true,\"data\":{\"id\":\"" + UUID.randomUUID()
                                            + "\",\"status\":\"ACTIVE\",\"created_at\":\"2026-11-20T10:00:00.000Z\","
                                            + "\"updated_at\":\"2026-11-20T10:00:00.000Z\"}}")
                                    .getBytes(StandardCharsets.UTF_8);
                            exchange.getResponseHeaders().set("Content-Type", "application/json");
                            exchange.sendResponseHeaders(201, body.length);
                            exchange.getResponseBody().write(body);
                        } catch (Exception e) {
                            // The benchmark's client is gone.
                        }
                    },
                    delay,
                    TimeUnit.MILLISECONDS);
        });
        server.start();
    }
}
