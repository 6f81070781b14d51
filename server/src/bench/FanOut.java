import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long one event takes to many subscribers, without and with some among them that read nothing; and how long a participant whose
 * connection is cut is still there. Run as {@code java -cp server/target/video-call-server.jar server/src/bench/FanOut.java
 * server/target/video-call-server.jar SUBSCRIBERS SLOW EVENTS}.
 */
public class FanOut {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final byte[] SEQ = "\"seq\":".getBytes(StandardCharsets.US_ASCII);

    private static int port;
    private static String session;

    public static void main(String[] arguments) throws Exception {
        int subscribers = Integer.parseInt(arguments[1]);
        int slow = Integer.parseInt(arguments[2]);
        int events = Integer.parseInt(arguments[3]);
        Path directory = Files.createTempDirectory("bench");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-jar", arguments[0]);
        builder.environment().put("VIDEO_CALL_DATA_DIR", directory.toString());
        builder.environment().put("VIDEO_CALL_PORT", "0");
        builder.environment().put("VIDEO_CALL_EMULATOR_PORT", "0");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process server = builder.start();
        try {
            BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream()));
            String line = out.readLine();
            while (!line.contains("Console")) {
                line = out.readLine();
            }
            port = URI.create(line.replaceFirst(".*Console *", "")).getPort();
            session = "/api/video-call/session/" + field(post("/api/video-call/session"), "session_id");
            measure(server, subscribers, slow, events);
            ghost();
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private static void measure(Process server, int subscribers, int slow, int events) throws Exception {
        String control = field(post(session + "/control-token"), "token");
        AtomicLongArray sent = new AtomicLongArray(100_000);
        List<Long> took = new ArrayList<>();
        AtomicInteger opened = new AtomicInteger();
        Selector selector = Selector.open();
        for (int i = 0; i < subscribers; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.write(ByteBuffer.wrap(handshake(control)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            opened.incrementAndGet();
        }
        Thread reader = new Thread(() -> read(selector, sent, took));
        reader.setDaemon(true);
        reader.start();
        Socket page = participant();
        int seq = 1;
        report(page, false);
        Thread.sleep(2_000);
        seq = round(page, sent, seq, 10);
        print("to warm up", took(took), server);
        seq = round(page, sent, seq, events);
        print("without a slow one", took(took), server);
        List<Socket> silent = new ArrayList<>();
        List<String> peers = new ArrayList<>();
        for (int i = 0; i < slow; i++) {
            String answer = post(session + "/participant-token");
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream().write(handshake(field(answer, "token")));
            silent.add(socket);
            peers.add(field(answer, "participant_id"));
        }
        Thread.sleep(1_000);
        Thread feeding = new Thread(() -> feed(page, peers));
        feeding.start();
        seq = round(page, sent, seq, events);
        print("with " + slow + " that read nothing", took(took), server);
        feeding.join();
        Thread.sleep(2_000);
        int dropped = 0;
        for (Socket socket : silent) {
            dropped += closeCode(socket) == 4013 ? 1 : 0;
        }
        System.out.printf("%d of %d were dropped as too slow, or cut off behind what they had not read%n", dropped, slow);
    }

    /** Cuts a participant's connection, and asks how long it is still there. */
    private static void ghost() throws Exception {
        for (String how : List.of("reset", "silent")) {
            session = "/api/video-call/session/" + field(post("/api/video-call/session"), "session_id");
            Socket page = participant();
            report(page, false);
            Thread.sleep(1_000);
            int before = participants();
            long cut = System.nanoTime();
            if (how.equals("reset")) {
                page.setSoLinger(true, 0);
                page.close();
            }
            while (participants() == before) {
                Thread.sleep(20);
            }
            System.out.printf("a participant whose connection is %s was gone after %.1f s%n", how, (System.nanoTime() - cut) / 1e9);
        }
    }

    private static int participants() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + session)).build();
        return HTTP.send(request, BodyHandlers.ofString()).body().split("\"participant_id\"", -1).length;
    }

    private static int round(Socket page, AtomicLongArray sent, int seq, int events) throws Exception {
        int last = seq;
        for (int i = 0; i < events; i++) {
            last++;
            sent.set(last, System.nanoTime());
            report(page, last % 2 == 0);
            Thread.sleep(500);
        }
        Thread.sleep(2_000);
        return last;
    }

    private static void feed(Socket page, List<String> peers) {
        String sdp = "x".repeat(60_000);
        try {
            for (int i = 0; i < 150; i++) {
                for (String peer : peers) {
                    send(page, "{\"type\":\"signal\",\"data\":{\"to\":\"" + peer + "\",\"kind\":\"offer\",\"sdp\":\"" + sdp + "\"}}");
                }
                Thread.sleep(20L * peers.size());
            }
        } catch (IOException | InterruptedException e) {
            System.out.println("feeding ended: " + e);
        }
    }

    private static void read(Selector selector, AtomicLongArray sent, List<Long> took) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        try {
            while (true) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    buffer.clear();
                    SocketChannel channel = (SocketChannel) key.channel();
                    if (channel.read(buffer) < 0) {
                        key.cancel();
                        continue;
                    }
                    long now = System.nanoTime();
                    byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
                    for (int at = 0; at < bytes.length - 20; at++) {
                        if (bytes[at] == '"' && Arrays.equals(bytes, at, at + SEQ.length, SEQ, 0, SEQ.length)) {
                            int number = 0;
                            for (int digit = at + SEQ.length; bytes[digit] >= '0' && bytes[digit] <= '9'; digit++) {
                                number = number * 10 + bytes[digit] - '0';
                            }
                            if (sent.get(number) > 0) {
                                synchronized (took) {
                                    took.add(now - sent.get(number));
                                }
                            }
                        }
                    }
                    if (bytes.length > 1 && (bytes[0] & 0xFF) == 0x89) {
                        channel.write(ByteBuffer.wrap(frame(0x8A, new byte[0])));
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            System.out.println("reading ended: " + e);
        }
    }

    private static List<Long> took(List<Long> took) {
        synchronized (took) {
            List<Long> all = new ArrayList<>(took);
            took.clear();
            all.sort(null);
            return all;
        }
    }

    private static void print(String what, List<Long> took, Process server) throws IOException {
        long resident = Files.readAllLines(Path.of("/proc", String.valueOf(server.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
        System.out.printf(
                "%s: %d deliveries, median %.1f ms, 95 %% %.1f ms, 99 %% %.1f ms, most %.1f ms; %d MB"
                        + " resident, %d ms of the processor so far%n",
                what,
                took.size(),
                took.get(took.size() / 2) / 1e6,
                took.get((int) (took.size() * 0.95)) / 1e6,
                took.get((int) (took.size() * 0.99)) / 1e6,
                took.get(took.size() - 1) / 1e6,
                resident,
                server.toHandle().info().totalCpuDuration().orElseThrow().toMillis());
    }

    /** The code that it was closed with, or 4013 where it was cut off in the middle. */
    private static int closeCode(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        try {
            while (in.readUnsignedByte() != '\n' || in.readUnsignedByte() != '\r') {
                // The handshake.
            }
            in.readUnsignedByte();
            while (true) {
                int first = in.readUnsignedByte();
                int length = in.readUnsignedByte();
                length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
                byte[] payload = in.readNBytes(length);
                if (first == 0x88 || payload.length < length) {
                    return payload.length < 2 || first != 0x88 ? 4013 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
                }
            }
        } catch (IOException e) {
            return e instanceof java.net.SocketTimeoutException ? 0 : 4013;
        }
    }

    private static Socket participant() throws Exception {
        Socket page = new Socket(InetAddress.getLoopbackAddress(), port);
        page.getOutputStream().write(handshake(field(post(session + "/participant-token"), "token")));
        return page;
    }

    private static void report(Socket page, boolean muted) throws IOException {
        page.getInputStream().skip(page.getInputStream().available());
        send(page, "{\"type\":\"participant_state\",\"data\":{\"is_muted\":" + muted + "}}");
    }

    private static void send(Socket page, String text) throws IOException {
        synchronized (page) {
            page.getOutputStream().write(frame(0x81, text.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private static byte[] frame(int first, byte[] payload) {
        int extra = payload.length < 126 ? 0 : 2;
        ByteBuffer frame = ByteBuffer.allocate(6 + extra + payload.length).put((byte) first);
        if (extra == 0) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        return frame.putInt(0).put(payload).array();
    }

    private static byte[] handshake(String token) {
        return ("GET " + session + "/events HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Authorization: Bearer " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String post(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    private static String field(String json, String name) {
        return json.replaceFirst("(?s).*\"" + name + "\"\\s*:\\s*\"([^\"]*)\".*", "$1");
    }
}
