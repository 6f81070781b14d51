package com.bahasadri.videocall.server.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Form;
import com.bahasadri.videocall.server.support.http.RawHttp;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms as clients send them, well made and not. */
class UploadFormTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    private static final byte[] MP4 = MediaFiles.bytes(MediaFiles.mp4());
    private static final String FILE = "Content-Disposition: form-data; name=\"file\"; filename=\"demo.mp4\"";

    private final ApiClient client = SERVER.client();
    private String session;

    @BeforeEach
    void create() {
        session = SERVER.newSession();
    }

    @ParameterizedTest
    @CsvSource({
        "'filename=\"demo.mp4\"', demo.mp4",
        "'filename=demo.mp4', demo.mp4",
        "'filename = \"demo.mp4\" ', demo.mp4",
        "'FILENAME=\"demo.mp4\"', demo.mp4",
        "'filename=\"a;b=c.mp4\"', a;b=c.mp4",
        "'filename=\"say \\\"hi\\\".mp4\"', say \"hi\".mp4",
        "'filename=\"say %22hi%22.mp4\"', say \"hi\".mp4",
        "'filename=\"100%.mp4\"', 100%.mp4",
        "'filename=\"C:\\Users\\ann\\demo.mp4\"', demo.mp4",
        "'filename=\"../../../etc/demo.mp4\"', demo.mp4",
        "'filename=\"Übung 🎥 \u0434\u0435\u043c\u043e.mp4\"', Übung 🎥 \u0434\u0435\u043c\u043e.mp4",
        "'filename=\"fallback.mp4\"; filename*=UTF-8''''%C3%9Cbung%20%F0%9F%8E%A5+1.mp4', Übung 🎥+1.mp4",
        "'filename*=utf-8''de''demo.mp4; filename=\"fallback.mp4\"', demo.mp4",
        "'filename=\"<img src=x onerror=alert(1)>.mp4\"', <img src=x onerror=alert(1)>.mp4",
    })
    void filename_asClientsWriteIt_isRead(String parameter, String name) {
        Answer answer = Form.empty()
                .part("Content-Disposition: form-data; name=\"file\"; " + parameter, MP4)
                .send(client, session)
                .hasStatus(200);

        assertThat(answer.text("filename")).isEqualTo(name);
        assertThat(client.get(session + "/video-files")
                        .json()
                        .at("/files/0/filename")
                        .asText())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "; filename=\"\"",
                "; filename=\" \"",
                "; filename=\"folder/\"",
                "; filename=\"a\u0001.mp4\"",
                "; filename=\"open",
                "; filename=\"a.mp4\"; filename=\"b.mp4\"",
                "; filename=\"a.mp4\" and more",
                "; filename*=UTF-8''%zz.mp4",
                "; filename*=EBCDIC''a.mp4",
                "; filename*=a.mp4",
                "; what",
            })
    void filename_missingOrMalformed_isRefused(String parameters) {
        refused(Form.empty()
                .part("Content-Disposition: form-data; name=\"file\"" + parameters, MP4)
                .bytes());
    }

    @Test
    void filename_of256Characters_isRefused() {
        assertThat(refused(Form.of("x".repeat(252) + ".mp4", MP4).bytes()).text("error"))
                .isEqualTo("filename must have at most 255 characters");
        Form.of("x".repeat(251) + ".mp4", MP4).send(client, session).hasStatus(200);
    }

    @Test
    void form_withOtherFields_isTaken() {
        Form.empty()
                .field("title", "A film")
                .part("X-Nothing: of a field", new byte[3])
                .file("demo.mp4", MP4)
                .field("after", "x".repeat(1000))
                .send(client, session)
                .hasStatus(200);
    }

    @Test
    void form_inChunks_isTaken() {
        byte[] form = Form.of("demo.mp4", MP4).bytes();

        client.with("Content-Type", Form.TYPE)
                .send(
                        "POST",
                        session + "/video-file",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)))
                .hasStatus(200);
    }

    @Test
    void form_withPreambleAndEpilogue_isTaken() {
        Form.post(
                        client,
                        session,
                        Form.joined(
                                text("to be ignored\r\n"),
                                Form.of("demo.mp4", MP4).bytes(),
                                text("ignored as well")))
                .hasStatus(200);
    }

    static Stream<byte[]> malformed() {
        byte[] good = Form.of("demo.mp4", MP4).bytes();
        return Stream.of(
                new byte[0],
                text("no form at all"),
                Form.empty().bytes(),
                Form.empty().field("title", "x").bytes(),
                Form.empty().field("file", "no file").bytes(),
                Form.of("a.mp4", MP4).file("b.mp4", MP4).bytes(),
                Form.of("demo.mp4", MP4).unterminated(),
                Arrays.copyOf(good, good.length - 10),
                text(new String(good, StandardCharsets.ISO_8859_1).replace(Form.BOUNDARY, "another")),
                text(new String(good, StandardCharsets.ISO_8859_1).replace("\r\n", "\n")),
                Form.joined(new byte[1_000_000], good),
                Form.joined(good, new byte[1_000_000]),
                Form.empty()
                        .field("large", "x".repeat(300_000))
                        .file("demo.mp4", MP4)
                        .bytes(),
                Form.empty().part("X: y\r\n".repeat(10_000) + FILE, MP4).bytes(),
                Form.empty().part(FILE + "\r\nX: " + "y".repeat(9_000), MP4).bytes(),
                Form.empty().part("", MP4).bytes(),
                Stream.iterate(Form.empty(), form -> form.field("a", "b"))
                        .limit(12)
                        .reduce((first, last) -> last)
                        .orElseThrow()
                        .file("demo.mp4", MP4)
                        .bytes());
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void form_malformed_isRefusedAndNothingListed(byte[] form) {
        refused(form);

        assertThat(client.get(session + "/video-files").json().path("files")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"in valid\u00e4\"",
                "multipart/mixed; boundary=" + Form.BOUNDARY,
                "multipart/*; boundary=" + Form.BOUNDARY,
                "*/*; boundary=" + Form.BOUNDARY,
                "application/json",
                "video/mp4",
                "nonsense",
            })
    void type_noFormWithBoundary_isInvalidInput(String type) {
        client.with("Content-Type", type)
                .send(
                        "POST",
                        session + "/video-file",
                        BodyPublishers.ofByteArray(Form.of("demo.mp4", MP4).bytes()))
                .isError(400, "INVALID_INPUT");
    }

    @Test
    void boundary_ofMoreThan70Characters_isInvalidInput() {
        client.with("Content-Type", "multipart/form-data; boundary=" + "b".repeat(71))
                .send("POST", session + "/video-file", BodyPublishers.ofString("x"))
                .isError(400, "INVALID_INPUT");
    }

    @Test
    void body_none_isInvalidInput() {
        client.post(session + "/video-file").isError(400, "INVALID_INPUT");
        client.with("Content-Type", Form.TYPE).post(session + "/video-file").isError(400, "INVALID_INPUT");
    }

    @Test
    void body_thatEndsEarly_isInvalidInputAndNothingListed() {
        String form = new String(Form.of("demo.mp4", MP4).bytes(), StandardCharsets.ISO_8859_1);

        RawHttp.exchangeAndEnd(
                SERVER.port(),
                "POST " + session + "/video-file HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + Form.TYPE
                        + "\r\nContent-Length: 200000\r\n\r\n" + form.substring(0, form.length() / 2));

        assertThat(client.get(session + "/video-files").json().path("files")).isEmpty();
    }

    private Answer refused(byte[] form) {
        return Form.post(client, session, form).isError(400, "INVALID_INPUT");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
