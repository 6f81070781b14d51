package com.bahasadri.videocall.server.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.support.S3Server;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Form;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The way of a file whose bytes are in a bucket: it plays from there. */
class BucketFilesTest {
    private static final byte[] CONTENT = MediaFiles.bytes(MediaFiles.paddedMp4(20_000_000));

    @Test
    void upload_toABucket_playsFromThereUntilItIsDeleted() throws Exception {
        try (S3Server bucket = S3Server.start();
                Application server = Application.start(config(bucket))) {
            ApiClient client = new ApiClient(
                    URI.create("http://127.0.0.1:" + server.address().getPort()));
            String session =
                    TestServer.path(client.post("/api/video-call/session").text("session_id"));

            Answer uploaded = Form.of("demo.mp4", CONTENT).send(client, session).hasStatus(200);

            assertThat(uploaded.text("url")).startsWith(bucket.endpoint().toString());
            HttpResponse<byte[]> read = read(uploaded.text("url"));
            assertThat(read.statusCode()).isEqualTo(200);
            assertThat(read.body()).isEqualTo(CONTENT);
            assertThat(read.headers().firstValue("Content-Type")).contains("video/mp4");
            client.get(session + "/video-file/" + uploaded.text("file_id")).isError(403, "FORBIDDEN");

            client.bearer(client.post(session + "/control-token").text("token"))
                    .delete(session + "/video-file/" + uploaded.text("file_id"))
                    .hasStatus(200);
            assertThat(read(uploaded.text("url")).statusCode()).isEqualTo(404);
        }
    }

    private static Config config(S3Server bucket) {
        return Config.ephemeral(Map.of(
                "R2_BUCKET", bucket.bucket(),
                "R2_ACCESS_KEY_ID", bucket.accessKeyId(),
                "R2_SECRET_ACCESS_KEY", bucket.secretAccessKey(),
                "R2_ENDPOINT", bucket.endpoint().toString()));
    }

    private static HttpResponse<byte[]> read(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }
}
