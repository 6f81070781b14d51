package com.bahasadri.videocall.client;

import static com.bahasadri.videocall.client.Messages.ended;
import static com.bahasadri.videocall.client.Messages.message;
import static com.bahasadri.videocall.client.Messages.muted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.event.EventStream;
import com.bahasadri.videocall.client.event.EventSubscription;
import com.bahasadri.videocall.client.model.SessionEnded;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.OpenAnswer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events over real connections: lost in the middle of things, silent, slow, and closed by this side. */
@Timeout(60)
class EventConnectionTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final OkHttpClient http = new OkHttpClient();
    private final CountDownLatch brokenOff = new CountDownLatch(1);

    @AfterEach
    void everythingIsReleased() {
        // By the thread that reads, once it sees that it is over.
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (http.connectionPool().connectionCount() > http.connectionPool().idleConnectionCount()
                && System.nanoTime() < deadline) {
            Thread.yield();
        }
        assertThat(http.connectionPool().connectionCount())
                .isEqualTo(http.connectionPool().idleConnectionCount());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 9, 40, 150, 230, 232, 233, 234, 235, 236, 300})
    void connection_cutAfterAnyByte_losesNoEventAndRepeatsNone(int bytes) throws Exception {
        String text = message(muted(1)) + message(muted(2)) + message(muted(3)) + message(ended(4));
        try (RawServer server = new RawServer((raw, connection) -> {
                    int done = lastEventId(raw.head(connection));
                    String rest = text.substring(done * message(muted(1)).length());
                    boolean isFirst = raw.heads().size() == 1;
                    send(connection, HEAD + chunk(isFirst ? rest.substring(0, bytes) : rest));
                });
                VideoCallClient client = client(server)) {
            assertThat(seqs(client)).containsExactly(1L, 2L, 3L, 4L);
            assertThat(server.heads()).hasSize(2);
        }
    }

    @Test
    void connection_cutAtEveryEvent_losesNoEventAndRepeatsNone() throws Exception {
        try (RawServer server = new RawServer((raw, connection) -> {
                    int done = lastEventId(raw.head(connection));
                    String next = done == 9 ? message(ended(10)) : message(muted(done + 1)) + "data: {\"ty";
                    send(connection, HEAD + chunk(next));
                    connection.setSoLinger(true, 0);
                });
                VideoCallClient client = client(server)) {
            // A reset may overtake what was sent before it.
            assertThat(seqs(client))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 10).boxed().toList());
        }
    }

    @Test
    void connection_thatDrips_isReadAsItComes() throws Exception {
        try (RawServer server = new RawServer((raw, connection) -> {
                    raw.head(connection);
                    send(connection, HEAD);
                    for (char next : (message(muted(1)) + message(ended(2))).toCharArray()) {
                        send(connection, chunk(String.valueOf(next)));
                    }
                    awaitTheEnd(connection);
                });
                VideoCallClient client = client(server)) {
            assertThat(seqs(client)).containsExactly(1L, 2L);
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void connection_thatFallsSilent_isMadeAgain() throws Exception {
        try (RawServer server = new RawServer((raw, connection) -> {
                    int done = lastEventId(raw.head(connection));
                    send(connection, HEAD + chunk(message(done == 0 ? muted(1) : ended(2))));
                    awaitTheEnd(connection);
                });
                VideoCallClient client = client(server)) {
            EventListening listening = new EventListening();

            listening
                    .to(client.events("s").fromBeginning().withSilence(Duration.ofMillis(300)))
                    .get(30, TimeUnit.SECONDS);

            assertThat(listening.told()).containsExactly("connected", "1", "reconnecting 1", "connected", "2", "end");
        }
    }

    @Test
    void close_whileAnotherThreadWaits_endsBothAtOnce() throws Exception {
        try (RawServer server = new RawServer(this::silent);
                VideoCallClient client = client(server)) {
            EventStream events = client.events("s").fromBeginning().open();
            assertThat(events.poll(PATIENCE)).isPresent();
            CompletableFuture<Boolean> waiting =
                    CompletableFuture.supplyAsync(() -> events.iterator().hasNext());

            events.close();

            assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
            assertThat(brokenOff.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void close_byTheListener_isTheLastThingItHears() throws Exception {
        try (RawServer server = new RawServer((raw, connection) -> {
                    raw.head(connection);
                    send(connection, HEAD + chunk(message(muted(1)) + message(muted(2)) + message(ended(3))));
                    awaitTheEnd(connection);
                });
                VideoCallClient client = client(server)) {
            CompletableFuture<EventSubscription> itself = new CompletableFuture<>();
            EventListening listening = new EventListening() {
                @Override
                public void onEvent(SessionEvent event) {
                    super.onEvent(event);
                    itself.join().close();
                }
            };
            EventSubscription subscription = client.events("s").fromBeginning().listen(listening);
            itself.complete(subscription);

            subscription.completion().get(30, TimeUnit.SECONDS);

            assertThat(listening.told()).containsExactly("connected", "1");
            assertThat(subscription.lastSeq()).hasValue(1);
            assertThat(brokenOff.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void listener_thatThrows_isToldAndTheConnectionEnds() throws Exception {
        try (RawServer server = new RawServer(this::silent);
                VideoCallClient client = client(server)) {
            EventListening listening = new EventListening() {
                @Override
                public void onEvent(SessionEvent event) {
                    throw new IllegalStateException("the table is full");
                }
            };

            CompletableFuture<Void> completion = listening.to(client.events("s").fromBeginning());

            assertThatThrownBy(() -> completion.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("the table is full");
            assertThat(listening.told()).containsExactly("connected", "failure the table is full");
            assertThat(brokenOff.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void listener_thatThrowsALostConnection_isNoLostConnection() throws Exception {
        try (RawServer server = new RawServer(this::silent);
                VideoCallClient client = client(server)) {
            CompletableFuture<Void> completion = client.events("s")
                    .fromBeginning()
                    .listen(event -> {
                        throw new TransportException(TransportException.Reason.CUT, "elsewhere", null);
                    })
                    .completion();

            assertThatThrownBy(() -> completion.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("elsewhere");
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void close_ofTheClient_endsTheEvents() throws Exception {
        try (RawServer server = new RawServer(this::silent)) {
            VideoCallClient client = client(server);
            EventStream events =
                    client.withToken("t").events("s").fromBeginning().open();
            assertThat(events.poll(PATIENCE)).isPresent();

            client.close();

            assertThat(events.iterator().hasNext()).isFalse();
            assertThat(brokenOff.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void cancellation_ofTheOptions_endsTheEvents() throws Exception {
        Cancellation cancellation = new Cancellation();
        try (RawServer server = new RawServer(this::silent);
                VideoCallClient client = client(server)) {
            EventStream events = client.events("s")
                    .fromBeginning()
                    .withOptions(RequestOptions.defaults().withCancellation(cancellation))
                    .open();
            assertThat(events.poll(PATIENCE)).isPresent();

            cancellation.cancel();

            assertThat(events.iterator().hasNext()).isFalse();
            assertThat(brokenOff.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void interrupt_whileWaiting_isACancellationAndStays() throws Exception {
        try (RawServer server = new RawServer(this::silent);
                VideoCallClient client = client(server);
                EventStream events = client.events("s").fromBeginning().open()) {
            assertThat(events.poll(PATIENCE)).isPresent();

            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> events.iterator().hasNext()).isInstanceOf(CancelledException.class);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(events.poll(Duration.ofMillis(1))).isEmpty();
        }
    }

    @Test
    void await_ofAKind_passesOverTheOthers() throws Exception {
        try (RawServer server = new RawServer((raw, connection) -> {
                    raw.head(connection);
                    send(connection, HEAD + chunk(message(muted(1)) + message(ended(2))));
                });
                VideoCallClient client = client(server);
                EventStream events = client.events("s").fromBeginning().open()) {
            assertThat(events.await(SessionEnded.class, PATIENCE))
                    .hasValueSatisfying(ended -> assertThat(ended.seq()).isEqualTo(2));
            assertThat(events.await(SessionEvent.class, PATIENCE)).isEmpty();
        }
    }

    @Test
    void poll_thatTimesOutAndThatIsAtTheEnd_areToldApart() throws Exception {
        CountDownLatch polled = new CountDownLatch(1);
        try (RawServer server = new RawServer((raw, connection) -> {
                    raw.head(connection);
                    send(connection, HEAD + chunk(message(muted(1)) + message(muted(2))));
                    await(polled);
                    send(connection, chunk(message(ended(3))));
                });
                VideoCallClient client = client(server);
                EventStream events = client.events("s").fromBeginning().open()) {
            assertThat(events.lastSeq()).isEmpty();
            assertThat(events.poll(PATIENCE)).isPresent();
            assertThat(events.lastSeq()).hasValue(1);
            assertThat(events.poll(PATIENCE)).isPresent();
            assertThat(events.poll(Duration.ofMillis(1))).isEmpty();
            assertThat(events.isOver()).isFalse();

            polled.countDown();

            assertThat(events.poll(PATIENCE)).isPresent();
            assertThat(events.poll(PATIENCE)).isEmpty();
            assertThat(events.isOver()).isTrue();
            assertThat(events.lastSeq()).hasValue(3);
        }
    }

    /** A source that never ends notes how far ahead of its reader it gets. */
    @Test
    void reader_whoIsSlow_holdsTheServerUp() {
        AtomicLong read = new AtomicLong();
        AtomicLong ahead = new AtomicLong();
        InputStream endless = new InputStream() {
            private long seq;
            private byte[] message = {};
            private int at;

            @Override
            public int read() {
                if (at == message.length) {
                    seq++;
                    ahead.accumulateAndGet(seq - read.get(), Math::max);
                    message = message(muted(seq)).getBytes(StandardCharsets.UTF_8);
                    at = 0;
                }
                return message[at++];
            }
        };
        try (VideoCallClient client =
                        VideoCallClient.builder().transport(only(endless)).build();
                EventStream events =
                        client.events("s").fromBeginning().withBuffer(3).open()) {
            for (int i = 1; i <= 2_000; i++) {
                assertThat(events.poll(PATIENCE).orElseThrow().seq()).isEqualTo(i);
                read.incrementAndGet();
            }
        }

        // 3 in the buffer, 1 on the way into it, 1 taken and not yet counted, and what the 8 KiB that are read at once
        // end or begin.
        assertThat(ahead.get())
                .isLessThanOrEqualTo(3 + 2 + 8 * 1024 / message(muted(1)).length() + 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void close_whileNobodyReadsAndTheBufferIsFull_endsTheThread(boolean ofTheClient) throws Exception {
        CompletableFuture<Thread> reader = new CompletableFuture<>();
        String three = message(muted(1)) + message(muted(2)) + message(muted(3));
        InputStream body = new ByteArrayInputStream(three.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                reader.complete(Thread.currentThread());
                return super.read(bytes, offset, length);
            }
        };
        VideoCallClient client = VideoCallClient.builder().transport(only(body)).build();
        SessionControl control = client.control("s", "token");
        EventStream events = control.events().fromBeginning().withBuffer(1).open();
        Thread thread = reader.get(30, TimeUnit.SECONDS);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (thread.getState() != Thread.State.WAITING && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }

        if (ofTheClient) {
            client.close();
        } else {
            control.close();
        }

        thread.join(PATIENCE.toMillis());
        assertThat(thread.isAlive()).isFalse();
        assertThat(events.stream()).extracting(SessionEvent::seq).containsExactly(1L);
    }

    private static Transport only(InputStream body) {
        return new Transport() {
            @Override
            public Answer send(Request request) {
                throw new AssertionError("no other call");
            }

            @Override
            public CompletableFuture<Answer> sendAsync(Request request) {
                throw new AssertionError("no other call");
            }

            @Override
            public OpenAnswer open(Request request) {
                return OpenAnswer.of(Messages.streamOf(""), body, () -> {});
            }
        };
    }

    private void silent(RawServer server, Socket connection) throws IOException {
        server.head(connection);
        send(connection, HEAD + chunk(message(muted(1))));
        awaitTheEnd(connection);
    }

    private void awaitTheEnd(Socket connection) throws IOException {
        try {
            assertThat(connection.getInputStream().read()).isNegative();
        } finally {
            brokenOff.countDown();
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private VideoCallClient client(RawServer server) {
        return VideoCallClient.builder()
                .baseUrl(server.address())
                .httpClient(http)
                .build();
    }

    private static List<Long> seqs(VideoCallClient client) {
        try (EventStream events =
                client.events("s").fromBeginning().withMaxReconnects(3).open()) {
            return events.stream().map(SessionEvent::seq).toList();
        }
    }

    private static int lastEventId(String head) {
        return head.lines()
                .filter(line -> line.startsWith("last-event-id: "))
                .mapToInt(line -> Integer.parseInt(line.substring(15)))
                .findFirst()
                .orElseThrow();
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }

    private static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
