import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an event takes to many readers of one session's stream, with some that never read among them. Run against a server
 * in the open mode: {@code java server/src/bench/EventStreams.java http://localhost:8787 2000 10}.
 */
final class EventStreams {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int EVENTS = 30;

    public static void main(String[] arguments) throws Exception {
        URI base = URI.create(arguments[0]);
        int readers = Integer.parseInt(arguments[1]);
        int silent = Integer.parseInt(arguments[2]);
        String session = field("session_id", post(base, "/api/video-call/session"));
        String path = "/api/video-call/session/" + session;
        WebSocket page = join(base, path, field("token", post(base, path + "/participant-token")));
        Selector selector = Selector.open();
        SocketChannel[] kept = new SocketChannel[silent];
        long opening = System.nanoTime();
        for (int i = 0; i < readers + silent; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", base.getPort()));
            channel.write(StandardCharsets.US_ASCII.encode("GET " + path + "/events HTTP/1.1\r\nHost: localhost:"
                    + base.getPort() + "\r\nAccept: text/event-stream\r\n\r\n"));
            if (i < silent) {
                kept[i] = channel;
            } else {
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
            }
        }
        await(selector, "event: snapshot", readers);
        System.out.printf("%d streams open after %.1f s%n", readers + silent, (System.nanoTime() - opening) / 1e9);
        double[] millis = new double[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            long started = System.nanoTime();
            page.sendText(
                    "{\"type\":\"participant_state\",\"data\":{\"is_camera_on\":" + (i % 2 == 0) + "}}", true);
            await(selector, "event: camera_toggled", readers);
            millis[i] = (System.nanoTime() - started) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                "an event to the last of %d readers, %d silent: median %.0f ms, worst %.0f ms%n",
                readers, silent, millis[EVENTS / 2], millis[EVENTS - 1]);
    }

    /** Reads until so many messages came. */
    private static void await(Selector selector, String message, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(65_536);
        int came = 0;
        while (came < count) {
            selector.select(20_000);
            for (SelectionKey key : selector.selectedKeys()) {
                buffer.clear();
                if (((SocketChannel) key.channel()).read(buffer) < 0) {
                    throw new IOException("a stream has ended");
                }
                String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
                came += text.split(Pattern.quote(message), -1).length - 1;
            }
            selector.selectedKeys().clear();
        }
    }

    /** A page in the call; it has joined once the events of that are with all readers that come later. */
    private static WebSocket join(URI base, String path, String token) {
        WebSocket page = HTTP.newWebSocketBuilder()
                .subprotocols("video-call.v1", "bearer." + token)
                .buildAsync(URI.create("ws://localhost:" + base.getPort() + path + "/events"), new WebSocket.Listener() {})
                .join();
        page.sendText("{\"type\":\"participant_state\",\"data\":{\"is_camera_on\":false}}", true).join();
        return page;
    }

    private static String post(URI base, String path) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(base.resolve(path)).POST(BodyPublishers.noBody()).build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static String field(String name, String json) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException(json);
        }
        return matcher.group(1);
    }
}
