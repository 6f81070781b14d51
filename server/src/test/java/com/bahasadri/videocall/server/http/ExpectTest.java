package com.bahasadri.videocall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.Form;
import com.bahasadri.videocall.server.support.http.RawHttp;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that ask before they send, with {@code Expect: 100-continue}. */
class ExpectTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    private static final byte[] FORM =
            Form.of("demo.mp4", MediaFiles.bytes(MediaFiles.mp4())).bytes();

    private String session;

    @BeforeEach
    void create() {
        session = SERVER.newSession();
    }

    @Test
    void upload_thatIsTaken_isAskedForOnce() throws IOException {
        try (Socket socket = RawHttp.begin(SERVER.port(), head(session + "/video-file", Form.TYPE, FORM.length))) {
            socket.setSoTimeout(15_000);
            String asked = new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII);
            assertThat(asked).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

            socket.getOutputStream().write(FORM);

            assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', multipart/form-data; boundary=b, 200000000, 413 FILE_TOO_LARGE",
        "'', multipart/form-data; boundary=b, 9223372036854775807, 413 FILE_TOO_LARGE",
        "'', video/mp4, 100000, 400 INVALID_INPUT",
        "'', multipart/form-data, 1000, 400 INVALID_INPUT",
        "'', multipart/mixed; boundary=b, 1000, 400 INVALID_INPUT",
        "-, multipart/form-data; boundary=b, 1000, 404 SESSION_NOT_FOUND",
        "'', 'multipart/form-data; boundary=b\r\nAuthorization: Bearer nobody', 1000, 401 UNAUTHORIZED",
    })
    void upload_thatIsRefusedForItsHeader_isNotAskedFor(String other, String type, long length, String refusal)
            throws IOException {
        String path = other.isEmpty() ? session : TestServer.path("no-such-session");

        String answer = answer(head(path + "/video-file", type, length));

        assertThat(answer).startsWith("HTTP/1.1 " + refusal.substring(0, 3)).contains(refusal.substring(4));
        assertThat(answer).doesNotContain("100 Continue").contains("Connection: close");
    }

    /** All of an answer with a body of JSON. */
    private static String answer(String request) throws IOException {
        try (Socket socket = RawHttp.begin(SERVER.port(), request)) {
            socket.setSoTimeout(15_000);
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().endsWith("\"}")) {
                int next = socket.getInputStream().read();
                assertThat(next).as("what comes after " + answer).isNotNegative();
                answer.append((char) next);
            }
            return answer.toString();
        }
    }

    private static String head(String path, String type, long length) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\nContent-Length: "
                + length + "\r\nExpect: 100-continue\r\n\r\n";
    }
}
