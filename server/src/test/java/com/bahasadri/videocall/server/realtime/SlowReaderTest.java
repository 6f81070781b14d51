package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.EventStream;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers that do not read, and readers that are gone. */
@Timeout(60)
class SlowReaderTest {
    private static final int LARGE = 100_000;

    private final List<AutoCloseable> closing = new ArrayList<>();

    @Test
    void readerThatDoesNotRead_isCutOffAndTheOthersGetEverything() throws Exception {
        try (StreamServer server = new StreamServer(Duration.ofSeconds(5))) {
            EventStream fast = open(server);
            fast.event();
            Socket slow = silent(server);
            await(() -> server.count() == 2);

            // More than waits for one reader, and than the system's buffers hold.
            for (int i = 0; i < 200; i++) {
                server.visit(LARGE);
                assertThat(fast.event().path("seq").asLong()).isEqualTo(2 * i + 1);
                assertThat(fast.event().path("seq").asLong()).isEqualTo(2 * i + 2);
            }

            await(() -> server.count() == 1);
            assertThat(received(slow)).as("what the slow one got").isLessThan(200L * LARGE);
        } finally {
            closeAll();
        }
    }

    @Test
    void readerThatDoesNotRead_doesNotHoldUpWhoWrites() throws Exception {
        try (StreamServer server = new StreamServer(Duration.ofSeconds(5))) {
            for (int i = 0; i < 20; i++) {
                silent(server);
            }
            await(() -> server.count() == 20);
            long started = System.nanoTime();

            for (int i = 0; i < 100; i++) {
                server.visit(LARGE);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
            await(() -> server.count() == 0);
        } finally {
            closeAll();
        }
    }

    @Test
    void readersThatGoAway_areForgotten() throws Exception {
        try (StreamServer server = new StreamServer(Duration.ofMillis(100))) {
            for (int i = 0; i < 20; i++) {
                open(server).event();
            }
            assertThat(server.count()).isEqualTo(20);

            closeAll();

            await(() -> server.count() == 0);
        }
    }

    @Test
    void stop_afterReadersWentAwayAndWithOneThatDoesNotRead_takesNoTime() throws Exception {
        StreamServer server = new StreamServer(Duration.ofMillis(100));
        for (int i = 0; i < 5; i++) {
            open(server).event();
        }
        closeAll();
        await(() -> server.count() == 0);
        EventStream fast = open(server);
        JsonNode first = fast.event();
        silent(server);
        await(() -> server.count() == 2);
        for (int i = 0; i < 30; i++) {
            server.visit(LARGE);
        }
        await(() -> server.readers().of(StreamServer.SESSION).stream()
                .anyMatch(reader -> reader.outbox().stalled(Duration.ofSeconds(1))));
        long started = System.nanoTime();

        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
        assertThat(first.path("type").asText()).isEqualTo("snapshot");
        assertThat(fast.rest()).hasSize(60);
        closeAll();
    }

    @Test
    void stream_whileEventsHappen_hasEachOnceAndInOrder() throws Exception {
        try (StreamServer server = new StreamServer(Duration.ofMillis(1))) {
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    server.visit(1);
                }
            });
            writer.start();
            List<EventStream> streams = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                streams.add(open(server));
            }
            for (EventStream stream : streams) {
                long seq = stream.event().path("seq").asLong();
                while (seq < 1_000) {
                    assertThat(stream.event().path("seq").asLong()).isEqualTo(++seq);
                }
            }
            writer.join();
        } finally {
            closeAll();
        }
    }

    private EventStream open(StreamServer server) {
        EventStream stream = EventStream.open(server.address(), "/");
        closing.add(stream);
        return stream;
    }

    /** Asks for a stream, and reads nothing of it. */
    private Socket silent(StreamServer server) throws IOException {
        Socket socket = new Socket();
        closing.add(socket);
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.address().getPort()));
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static long received(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        long received = 0;
        byte[] buffer = new byte[65_536];
        InputStream in = socket.getInputStream();
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                received += read;
            }
        } catch (java.net.SocketException e) {
            // Reset: it was cut off.
        }
        return received;
    }

    private void closeAll() throws Exception {
        for (AutoCloseable one : closing) {
            one.close();
        }
        closing.clear();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
