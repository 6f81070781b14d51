package org.example.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.error.MalformedAnswerException;
import com.bahasadri.videocall.client.error.NotFoundException;
import com.bahasadri.videocall.client.event.EventStream;
import com.bahasadri.videocall.client.model.Actor;
import com.bahasadri.videocall.client.model.ActorKind;
import com.bahasadri.videocall.client.model.CreatedSession;
import com.bahasadri.videocall.client.model.SessionEnded;
import com.bahasadri.videocall.client.model.SessionEndedData;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.testing.FakeTransport;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a program sees that has the client, and the versions of OkHttp and Jackson it chose, on its class path. */
class CallsTest {
    private HttpServer server;
    private VideoCallClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/video-call/session",
                exchange -> answer(
                        exchange,
                        201,
                        "{\"session_id\":\"s1\",\"meeting_id\":\"s1\",\"created_at\":\"2026-11-20T10:00:00Z\",\"new\":{}}"));
        server.createContext(
                "/api/video-call/session/gone",
                exchange -> answer(exchange, 404, "{\"error\":\"no such session\",\"code\":\"SESSION_NOT_FOUND\"}"));
        server.start();
        client = VideoCallClient.builder()
                .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void answer_ofTheServer_isRead() {
        CreatedSession session = client.sessions().create();

        assertEquals("s1", session.sessionId());
        assertEquals(Instant.parse("2026-11-20T10:00:00Z"), session.createdAt());
    }

    @Test
    void answer_withoutWhatIsRequired_isMalformed() {
        String missing = "{\"session_id\":\"s1\",\"status\":\"active\",\"participants\":[]}";
        String isNull = missing.replace("}", ",\"created_at\":null}");
        FakeTransport transport = new FakeTransport();
        transport.onAny().answer(200, missing).onAny().answer(200, isNull);

        for (int i = 0; i < 2; i++) {
            MalformedAnswerException malformed = assertThrows(
                    MalformedAnswerException.class,
                    () -> transport.client().sessions().get("s1"));
            assertTrue(malformed.getMessage().endsWith("/created_at"), malformed::getMessage);
        }
    }

    @Test
    void refusal_isAnExceptionWithItsCode() {
        NotFoundException refusal =
                assertThrows(NotFoundException.class, () -> client.sessions().get("gone"));

        assertTrue(refusal.getMessage().contains("SESSION_NOT_FOUND"), refusal::getMessage);
    }

    @Test
    void events_knownAndUnknown_areWrittenAndRead() {
        String json = "{\"type\":\"hand_raised\",\"seq\":1,\"actor\":{\"kind\":\"server\"},\"hand\":\"left\"}";
        Actor actor = new Actor(ActorKind.SERVER, null);
        FakeTransport transport = new FakeTransport();
        transport
                .on("GET", "/api/video-call/session/s1/events")
                .events(
                        new SessionEvent.Unknown("hand_raised", 1L, Instant.EPOCH, "s1", actor, null, json),
                        new SessionEnded(
                                "session_ended", 2L, Instant.EPOCH, "s1", actor, null, new SessionEndedData(Instant.EPOCH)));

        try (EventStream events =
                transport.client().events("s1").fromBeginning().open()) {
            SessionEvent.Unknown unknown =
                    assertInstanceOf(SessionEvent.Unknown.class, events.iterator().next());
            assertEquals(json, unknown.json());
            SessionEnded ended =
                    assertInstanceOf(SessionEnded.class, events.iterator().next());
            assertEquals(actor, ended.actor());
        }
    }

    @Test
    void versions_areThoseThatTheProgramChose() {
        assertEquals(System.getProperty("expected.okhttp"), okhttp3.OkHttp.VERSION);
        assertEquals(
                System.getProperty("expected.jackson"),
                com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("X-Request-Id", "consumer-test");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
