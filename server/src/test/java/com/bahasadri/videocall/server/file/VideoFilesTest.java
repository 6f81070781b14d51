package com.bahasadri.videocall.server.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Form;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.bahasadri.videocall.server.support.media.Clip;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import com.bahasadri.videocall.server.support.media.MediaKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The way of a file: uploaded, listed, read, deleted. */
class VideoFilesTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    private static final String REFUSED = "MKV|THREE_GPP|AVI|M4A|.*_AUDIO";
    private static final byte[] MP4 = MediaFiles.bytes(MediaFiles.mp4());

    private final ApiClient client = SERVER.client();
    private String session;

    @BeforeEach
    void create() {
        session = SERVER.newSession();
    }

    @Test
    void upload_mp4_isListedAndReadsBackByteForByte() throws Exception {
        Answer uploaded = Form.of("demo.mp4", MP4).send(client, session).hasStatus(200);

        JsonNode listed =
                client.get(session + "/video-files").hasStatus(200).json().path("files");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("file_id").asText()).isEqualTo(uploaded.text("file_id"));
        assertThat(listed.get(0).path("filename").asText()).isEqualTo("demo.mp4");
        assertThat(listed.get(0).path("size").asLong()).isEqualTo(MP4.length);
        assertThat(listed.get(0).path("uploaded_by").asText()).isEqualTo("control-center");
        HttpResponse<byte[]> read = read(uploaded.text("url"));
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(MP4);
        assertThat(read.headers().firstValue("Content-Type")).contains("video/mp4");
        assertThat(read.headers().firstValueAsLong("Content-Length")).hasValue(MP4.length);
    }

    @ParameterizedTest
    @EnumSource(value = MediaKind.class, names = REFUSED, mode = EnumSource.Mode.MATCH_NONE)
    void upload_ofEachKind_isServedAsWhatItIs(MediaKind kind) throws Exception {
        byte[] content = MediaFiles.bytes(MediaFiles.of(kind, Clip.SHORT));

        Answer uploaded = Form.of("any-name.txt", content).send(client, session).hasStatus(200);

        assertThat(uploaded.json().path("duration").asDouble()).isCloseTo(Clip.SHORT.seconds(), within(0.1));
        HttpResponse<byte[]> read = read(uploaded.text("url"));
        assertThat(read.body()).isEqualTo(content);
        String type = kind.name().contains("WEBM")
                ? "video/webm"
                : kind.name().equals("MOV") ? "video/quicktime" : "video/mp4";
        assertThat(read.headers().firstValue("Content-Type")).contains(type);
    }

    @ParameterizedTest
    @EnumSource(value = MediaKind.class, names = REFUSED, mode = EnumSource.Mode.MATCH_ANY)
    void upload_ofAnotherKind_isRefusedWhateverItsName(MediaKind kind) {
        Form.of("video.mp4", MediaFiles.bytes(MediaFiles.of(kind, Clip.SHORT)))
                .send(client, session)
                .isError(400, "INVALID_FILE_TYPE");

        assertThat(client.get(session + "/video-files").json().path("files")).isEmpty();
    }

    @Test
    void upload_byAParticipant_isListedAsItsOwn() {
        Answer token = client.post(session + "/participant-token");

        Form.of("demo.mp4", MP4)
                .send(client.bearer(token.text("token")), session)
                .hasStatus(200);
        Form.of("demo.mp4", MP4).send(SERVER.control(session), session).hasStatus(200);

        assertThat(client.get(session + "/video-files").json().findValuesAsText("uploaded_by"))
                .containsExactly(token.text("participant_id"), "control-center");
        Form.of("demo.mp4", MP4).send(client.bearer("nobody's"), session).isError(401, "UNAUTHORIZED");
    }

    @Test
    void upload_cutOffVideo_isNoVideo() {
        Form.of("half.mp4", Arrays.copyOf(MP4, MP4.length / 2))
                .send(client, session)
                .isError(400, "INVALID_FILE_TYPE");

        assertThat(client.get(session + "/video-files").json().path("files")).isEmpty();
    }

    @Test
    void upload_toAnEndedSession_isRefusedAndItsFilesStayListed() {
        Form.of("demo.mp4", MP4).send(client, session).hasStatus(200);
        SERVER.control(session).delete(session).hasStatus(200);

        Form.of("demo.mp4", MP4).send(client, session).isError(409, "SESSION_ENDED");

        assertThat(client.get(session + "/video-files").hasStatus(200).json().path("files"))
                .hasSize(1);
    }

    @Test
    void delete_listedFile_isGone() throws Exception {
        Answer uploaded = Form.of("demo.mp4", MP4).send(client, session).hasStatus(200);
        ApiClient control = SERVER.control(session);

        String path = session + "/video-file/" + uploaded.text("file_id");
        assertThat(control.delete(path).hasStatus(200).text("file_id")).isEqualTo(uploaded.text("file_id"));

        assertThat(client.get(session + "/video-files").json().path("files")).isEmpty();
        assertThat(read(uploaded.text("url")).statusCode()).isEqualTo(404);
        control.delete(path).isError(404, "FILE_NOT_FOUND");
    }

    private static HttpResponse<byte[]> read(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }
}
