package com.bahasadri.videocall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.Form;
import com.bahasadri.videocall.server.support.http.RawHttp;
import com.bahasadri.videocall.server.support.http.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that still send when their upload is refused: each has to get the answer, and not a reset. */
class RefusedUploadTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    private static final int MEGABYTE = 1_000_000;
    private static final int MEGABYTES = 60;
    private static final byte[] HEAD = ("--" + Form.BOUNDARY
                    + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private String target;

    @BeforeEach
    void create() {
        target = SERVER.newSession() + "/video-file";
    }

    @Test
    void rawSocket_thatSendsAllBeforeItReads_getsTheAnswer() throws IOException {
        try (Socket socket = RawHttp.begin(
                SERVER.port(),
                "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + Form.TYPE + "\r\nContent-Length: "
                        + (HEAD.length + MEGABYTES * MEGABYTE) + "\r\n\r\n")) {
            socket.setSoTimeout(15_000);
            write(socket.getOutputStream());

            Answer answer = RawHttp.parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            answer.isError(400, "INVALID_FILE_TYPE");
            assertThat(answer.header("Connection")).isEqualTo("close");
        }
    }

    @ParameterizedTest
    @EnumSource(Length.class)
    void jdkClient_getsTheAnswer(Length length) throws Exception {
        HttpRequest.BodyPublisher body = BodyPublishers.ofInputStream(Zeros::new);
        HttpRequest request = HttpRequest.newBuilder(uri())
                .header("Content-Type", Form.TYPE)
                .POST(
                        length == Length.TOLD
                                ? BodyPublishers.fromPublisher(body, HEAD.length + (long) MEGABYTES * MEGABYTE)
                                : body)
                .build();

        var answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("INVALID_FILE_TYPE");
    }

    @ParameterizedTest
    @EnumSource(Length.class)
    void okHttp_getsTheAnswer(Length length) throws IOException {
        RequestBody body = new RequestBody() {
            @Override
            public MediaType contentType() {
                return MediaType.parse(Form.TYPE);
            }

            @Override
            public long contentLength() {
                return length == Length.TOLD ? HEAD.length + (long) MEGABYTES * MEGABYTE : -1;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                write(sink.outputStream());
            }
        };
        Request request = new Request.Builder().url(uri().toString()).post(body).build();

        try (Response answer = new OkHttpClient().newCall(request).execute()) {
            assertThat(answer.code()).isEqualTo(400);
            assertThat(answer.body().string()).contains("INVALID_FILE_TYPE");
        }
    }

    /** Whether a client says how much it sends. */
    enum Length {
        TOLD,
        UNTOLD
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + SERVER.port() + target);
    }

    private static void write(OutputStream out) throws IOException {
        out.write(HEAD);
        byte[] megabyte = new byte[MEGABYTE];
        for (int i = 0; i < MEGABYTES; i++) {
            out.write(megabyte);
        }
        out.flush();
    }

    /** A form's beginning, and what is no video behind it. */
    private static final class Zeros extends InputStream {
        private long at;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            long left = HEAD.length + (long) MEGABYTES * MEGABYTE - at;
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            for (int i = 0; i < count; i++, at++) {
                target[offset + i] = at < HEAD.length ? HEAD[(int) at] : 0;
            }
            return count;
        }
    }
}
