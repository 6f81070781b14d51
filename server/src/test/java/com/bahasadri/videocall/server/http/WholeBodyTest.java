package com.bahasadri.videocall.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.RawHttp;
import com.bahasadri.videocall.server.support.http.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies that come late or in pieces. */
class WholeBodyTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    private static final String CREATE =
            "POST /api/video-call/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    @Test
    void bodiesThatNeverCome_moreThanThereAreThreads_holdUpNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 520; i++) {
                slow.add(send(CREATE + "Content-Length: 100\r\n\r\n{"));
            }
            String answer = CompletableFuture.supplyAsync(() -> RawHttp.exchange(
                            SERVER.port(), "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .get(10, TimeUnit.SECONDS);

            assertThat(answer).contains("200 OK");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void body_inPieces_isTakenWhole() throws Exception {
        try (Socket socket = send(CREATE + "Connection: close\r\nContent-Length: 15\r\n\r\n{\"name\"")) {
            for (String piece : List.of(":", "\"Roo", "m\"}")) {
                socket.getOutputStream().write(piece.getBytes(US_ASCII));
                socket.getOutputStream().flush();
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .contains("200 OK", "session_id");
        }
    }

    @Test
    void body_inChunks_isTakenWhole() throws Exception {
        try (Socket socket = send(CREATE + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{")) {
            for (String piece : List.of("\r\n7\r\n\"name\":", "\r\n7\r", "\n\"Room\"}", "\r\n0\r\n\r\n")) {
                socket.getOutputStream().write(piece.getBytes(US_ASCII));
                socket.getOutputStream().flush();
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .contains("200 OK", "session_id");
        }
    }

    @Test
    void expectContinue_bodyOnlyAfterTheAnswer_isTaken() throws Exception {
        try (Socket socket = send(CREATE + "Connection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")) {
            String interim = new String(socket.getInputStream().readNBytes("HTTP/1.1 100".length()), US_ASCII);
            socket.getOutputStream().write("{}".getBytes(US_ASCII));

            assertThat(interim).isEqualTo("HTTP/1.1 100");
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .contains("200 OK", "session_id");
        }
    }

    private static Socket send(String text) throws IOException {
        Socket socket = new Socket("127.0.0.1", SERVER.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }
}
