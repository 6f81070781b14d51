package com.bahasadri.videocall.server.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Form;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way of a file: uploaded, listed, read, deleted. */
class VideoFilesTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

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
