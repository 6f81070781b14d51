package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.TestServer;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A control center whose token was taken back by removing whom it was issued to. */
class RemovedControlTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    @Test
    void kick_ofAControlToken_closesItsOpenSocket() throws Exception {
        String session = SERVER.newSession();
        String keeper = SERVER.client().post(session + "/control-token").text("token");
        String removed = SERVER.client().post(session + "/control-token").text("token");
        Closing closing = new Closing();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("video-call.v1", "bearer." + removed)
                .buildAsync(URI.create("ws://127.0.0.1:" + SERVER.port() + session + "/events"), closing)
                .get(10, TimeUnit.SECONDS);
        closing.opened.get(10, TimeUnit.SECONDS);

        SERVER.client()
                .bearer(keeper)
                .post(session + "/kick", "{\"participant_id\":\"" + participantId(removed) + "\"}")
                .hasStatus(200);

        assertThat(closing.code.get(10, TimeUnit.SECONDS)).isEqualTo(CloseCode.REMOVED.code());
    }

    private static String participantId(String token) throws IOException {
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return new ObjectMapper().readTree(claims).path("participantId").textValue();
    }

    private static final class Closing implements WebSocket.Listener {
        private final CompletableFuture<Integer> code = new CompletableFuture<>();
        private final CompletableFuture<Void> opened = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            opened.complete(null);
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            code.complete(status);
            return null;
        }
    }
}
