package com.bahasadri.videocall.server.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Form;
import com.bahasadri.videocall.server.support.http.RawHttp;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Uploads that are repeated: what arrives again is compared, and not kept. */
class RepeatedUploadTest {
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final byte[] MP4 = MediaFiles.bytes(MediaFiles.mp4());
    private static final Form DEMO = Form.of("demo.mp4", MP4);

    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    private final String key = UUID.randomUUID().toString();
    private final ApiClient client = SERVER.client().with("Idempotency-Key", key);
    private String session;

    @BeforeEach
    void create() {
        session = SERVER.newSession();
    }

    @Test
    void upload_repeated_isListedOnce() {
        Answer first = DEMO.send(client, session).hasStatus(200);

        replays(DEMO.send(client, session), first);

        assertThat(files()).isEqualTo(1);
    }

    @Test
    void upload_repeatedUnderAnotherBoundaryOrInChunks_isTheSame() {
        Answer first = DEMO.send(client, session).hasStatus(200);
        byte[] other = new String(DEMO.bytes(), ISO_8859_1)
                .replace(Form.BOUNDARY, "another-one")
                .getBytes(ISO_8859_1);

        replays(send("another-one", BodyPublishers.ofByteArray(other)), first);
        replays(send("another-one", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(other))), first);

        assertThat(files()).isEqualTo(1);
    }

    @Test
    void upload_ofAnotherFile_isRefusedAndNotKept() {
        Answer first = DEMO.send(client, session).hasStatus(200);
        byte[] sameLength = MP4.clone();
        sameLength[sameLength.length - 1] ^= 1;

        for (Form other : List.of(
                Form.of("demo.mp4", sameLength),
                Form.of("demo.mp4", Form.joined(MP4, new byte[1])),
                Form.of("demo.mp4", Form.joined(MP4, new byte[5_000_000])),
                Form.of("demo.mp4", new byte[10]),
                Form.of("Demo.mp4", MP4),
                Form.empty())) {
            other.send(client, session).isError(409, "IDEMPOTENCY_KEY_REUSED");
        }

        replays(DEMO.send(client, session), first);
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void upload_afterARefusal_isTakenUnderTheSameKey() {
        Form.of("demo.mp4", new byte[100]).send(client, session).isError(400, "INVALID_FILE_TYPE");
        Form.post(client, session, DEMO.unterminated()).isError(400, "INVALID_INPUT");

        assertThat(DEMO.send(client, session).hasStatus(200).header(REPLAYED)).isNull();
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void upload_afterOneThatBrokeOff_isTaken() throws IOException {
        byte[] form = DEMO.bytes();
        Socket broken =
                RawHttp.begin(SERVER.port(), head(form.length) + text(form).substring(0, form.length / 2));
        broken.close();

        // Waits for the first one's end, if it has begun at all.
        Answer answer = DEMO.send(client, session).hasStatus(200);

        assertThat(answer.header(REPLAYED)).isNull();
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void upload_twiceAtOnce_isTakenOnce() throws Exception {
        byte[] form = DEMO.bytes();
        try (Socket slow =
                RawHttp.begin(SERVER.port(), head(form.length) + text(form).substring(0, 1_000))) {
            CompletableFuture<Answer> second = CompletableFuture.supplyAsync(() -> DEMO.send(client, session));
            slow.getOutputStream().write(form, 1_000, form.length - 1_000);
            Answer first = RawHttp.parse(text(slow.getInputStream().readAllBytes()));

            assertThat(first.hasStatus(200).body())
                    .isEqualTo(second.join().hasStatus(200).body());
            assertThat(List.of(first, second.join()).stream().filter(answer -> answer.header(REPLAYED) == null))
                    .hasSize(1);
        }
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void comparing_ofTooManyAtOnce_isRefused() throws IOException {
        byte[] form = DEMO.bytes();
        DEMO.send(client, session).hasStatus(200);
        List<Socket> slow = new ArrayList<>();
        try {
            Answer answer;
            do {
                slow.add(RawHttp.begin(
                        SERVER.port(), head(form.length) + text(form).substring(0, 1_000)));
                answer = DEMO.send(client, session);
            } while (answer.status() == 200 && slow.size() < 200);

            answer.isError(503, "UNAVAILABLE");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        Answer after = DEMO.send(client, session);
        while (after.status() == 503) {
            after = DEMO.send(client, session);
        }
        assertThat(after.hasStatus(200).header(REPLAYED)).isEqualTo("true");
    }

    private Answer send(String boundary, BodyPublisher body) {
        return client.with("Content-Type", "multipart/form-data; boundary=" + boundary)
                .send("POST", session + "/video-file", body);
    }

    private String head(int length) {
        return "POST " + session + "/video-file HTTP/1.1\r\nHost: 127.0.0.1:" + SERVER.port()
                + "\r\nConnection: close\r\nIdempotency-Key: " + key + "\r\nContent-Type: " + Form.TYPE
                + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private int files() {
        return SERVER.client()
                .get(session + "/video-files")
                .hasStatus(200)
                .json()
                .path("files")
                .size();
    }

    private static void replays(Answer answer, Answer first) {
        assertThat(answer.hasStatus(200).header(REPLAYED)).isEqualTo("true");
        assertThat(answer.body()).isEqualTo(first.body());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
