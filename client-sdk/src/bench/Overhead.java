import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.model.CreateSessionRequest;
import com.bahasadri.videocall.client.model.CreatedSession;
import com.bahasadri.videocall.client.model.Health;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * What a call of the client costs beyond the same call by OkHttp and Jackson alone, on one connection to a loopback server that answers
 * from memory. Both are measured in one run, in turns. Run by overhead.sh. Arguments: rounds (200), calls in a round (200).
 */
public final class Overhead {
    private static final String ANSWER =
            "{\"session_id\":\"0b9a1f52-6f0e-4b55-9c0e-6a3e0f6f8d11\",\"created_at\":\"2026-11-20T10:00:00.000Z\","
                    + "\"meeting_id\":\"0b9a1f52-6f0e-4b55-9c0e-6a3e0f6f8d11\"}";
    private static final String UP = "{\"status\":\"up\",\"version\":\"1.0.0\",\"media\":\"emulator\"}";

    private Overhead() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> serve(socket));
            server.setDaemon(true);
            server.start();
            String base = "http://127.0.0.1:" + socket.getLocalPort();
            OkHttpClient http = new OkHttpClient();
            ObjectMapper json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
            VideoCallClient client = VideoCallClient.builder()
                    .baseUrl(base)
                    .token("a-token")
                    .httpClient(http)
                    .build();
            compare("GET /health", rounds, calls, () -> health(http, json, base), () -> client.service().health());
            compare(
                    "POST /session",
                    rounds,
                    calls,
                    () -> create(http, json, base),
                    () -> client.sessions().create(CreateSessionRequest.builder().name("Weekly review").build()));
            http.connectionPool().evictAll();
        }
    }

    private static Health health(OkHttpClient http, ObjectMapper json, String base) throws IOException {
        Request request = new Request.Builder()
                .url(base + "/health")
                .header("Accept", "application/json")
                .header("Authorization", "Bearer a-token")
                .build();
        try (Response response = http.newCall(request).execute()) {
            return json.readValue(response.body().bytes(), Health.class);
        }
    }

    private static CreatedSession create(OkHttpClient http, ObjectMapper json, String base) throws IOException {
        CreateSessionRequest body =
                CreateSessionRequest.builder().name("Weekly review").build();
        Request request = new Request.Builder()
                .url(base + "/api/video-call/session")
                .header("Accept", "application/json")
                .header("Authorization", "Bearer a-token")
                .header("Idempotency-Key", "3f0c6a52-91d7-4f0b-8a53-6f4b9a1c7e20")
                .post(RequestBody.create(json.writeValueAsBytes(body), MediaType.get("application/json")))
                .build();
        try (Response response = http.newCall(request).execute()) {
            return json.readValue(response.body().bytes(), CreatedSession.class);
        }
    }

    private static void compare(String what, int rounds, int calls, Callable<?> raw, Callable<?> client)
            throws Exception {
        for (int i = 0; i < 50; i++) {
            measure(raw, calls);
            measure(client, calls);
        }
        Cost[] rawCosts = new Cost[rounds];
        Cost[] clientCosts = new Cost[rounds];
        for (int i = 0; i < rounds; i++) {
            rawCosts[i] = measure(raw, calls);
            clientCosts[i] = measure(client, calls);
        }
        print(what + ", time", rawCosts, clientCosts, Cost::time);
        print(what + ", processor time of the caller", rawCosts, clientCosts, Cost::processor);
        // Also where the machine does other things it is what it is.
        System.out.printf(
                "%-46s OkHttp and Jackson %5.0f bytes, client %5.0f bytes%n",
                what + ", memory that the caller takes",
                rawCosts[rounds - 1].memory(),
                clientCosts[rounds - 1].memory());
    }

    // The lower quartile: what else the machine does can only make a round longer.
    private static void print(String what, Cost[] raw, Cost[] client, ToDoubleFunction<Cost> part) {
        double rawMicros = Arrays.stream(raw).mapToDouble(part).sorted().toArray()[raw.length / 4];
        double clientMicros = Arrays.stream(client).mapToDouble(part).sorted().toArray()[client.length / 4];
        System.out.printf(
                "%-46s OkHttp and Jackson %5.1f us, client %5.1f us: %4.1f us more (%.1f %%)%n",
                what, rawMicros, clientMicros, clientMicros - rawMicros, 100 * (clientMicros / rawMicros - 1));
    }

    private static Cost measure(Callable<?> call, int calls) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long memory = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        long processor = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < calls; i++) {
            call.call();
        }
        return new Cost(
                (System.nanoTime() - start) / 1000.0 / calls,
                (threads.getCurrentThreadCpuTime() - processor) / 1000.0 / calls,
                (double) (threads.getCurrentThreadAllocatedBytes() - memory) / calls);
    }

    /** Of a call, in microseconds and bytes. */
    private record Cost(double time, double processor, double memory) {}

    private static void serve(ServerSocket socket) {
        try {
            while (true) {
                Socket connection = socket.accept();
                Thread thread = new Thread(() -> serve(connection));
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // It is over.
        }
    }

    private static void serve(Socket connection) {
        byte[] buffer = new byte[64 * 1024];
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = connection.getInputStream();
            OutputStream out = connection.getOutputStream();
            int filled = 0;
            while (true) {
                int count = in.read(buffer, filled, buffer.length - filled);
                if (count < 0) {
                    return;
                }
                filled += count;
                String text = new String(buffer, 0, filled, StandardCharsets.ISO_8859_1);
                boolean get = text.startsWith("GET");
                // A POST's body is one JSON object.
                if (get ? text.endsWith("\r\n\r\n") : text.endsWith("}")) {
                    String body = get ? UP : ANSWER;
                    out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Request-Id: 4f1b8c2e9d7a4b63\r\n"
                                    + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.ISO_8859_1));
                    filled = 0;
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }
}
