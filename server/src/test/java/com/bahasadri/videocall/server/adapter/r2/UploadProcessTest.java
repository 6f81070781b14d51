package com.bahasadri.videocall.server.adapter.r2;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChildJvm;
import com.bahasadri.videocall.server.support.S3Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** {@link R2FileStore} in a process that the test decides about: its memory, its environment, its end. */
class UploadProcessTest {
    private static S3Server server;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void startServer() throws InterruptedException {
        server = S3Server.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void uploads_tenAtOnceWithLittleMemory_areStored() throws Exception {
        assertThat(run("-Xmx24m", Map.of(), 10, 20_000_000)).hasSize(1);

        try (S3Client client = R2Clients.client(settings())) {
            assertThat(client.listObjectsV2(request -> request.bucket(server.bucket()))
                            .contents())
                    .hasSizeGreaterThanOrEqualTo(10)
                    .extracting(S3Object::size)
                    .containsOnly(20_000_000L);
        }
    }

    /** A profile that cannot be read fails whoever reads it. */
    @Test
    void upload_environmentForAws_isNotLookedAt() throws Exception {
        String broken = Files.writeString(temporary.resolve("broken"), "[profile\nno = \n=")
                .toString();

        List<String> output = run(
                "-Daws.accessKeyId=other",
                Map.ofEntries(
                        Map.entry("AWS_CONFIG_FILE", broken),
                        Map.entry("AWS_SHARED_CREDENTIALS_FILE", broken),
                        Map.entry("AWS_PROFILE", "other"),
                        Map.entry("AWS_ACCESS_KEY_ID", "other"),
                        Map.entry("AWS_SECRET_ACCESS_KEY", "other"),
                        Map.entry("AWS_SESSION_TOKEN", "other"),
                        Map.entry("AWS_REGION", "eu-west-1"),
                        Map.entry("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
                        Map.entry("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1"),
                        Map.entry("AWS_USE_FIPS_ENDPOINT", "true"),
                        Map.entry("AWS_USE_DUALSTACK_ENDPOINT", "true"),
                        Map.entry("AWS_DEFAULTS_MODE", "nonsense"),
                        Map.entry("AWS_RETRY_MODE", "nonsense"),
                        Map.entry("AWS_REQUEST_CHECKSUM_CALCULATION", "when_supported"),
                        Map.entry("HTTP_PROXY", "http://127.0.0.1:1"),
                        Map.entry("http_proxy", "http://127.0.0.1:1")),
                1,
                20_000_000);

        assertThat(output).hasSize(1).first().asString().startsWith(server.endpoint() + "/" + server.bucket() + "/");
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(output.get(0))).build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private List<String> run(String option, Map<String, String> environment, int files, int size) throws Exception {
        try (ChildJvm process = ChildJvm.start(
                UploadProcess.class,
                List.of(option),
                environment,
                server.endpoint().toString(),
                server.bucket(),
                server.accessKeyId(),
                server.secretAccessKey(),
                temporary.resolve("parts").toString(),
                Integer.toString(files),
                Integer.toString(size))) {
            List<String> output = process.awaitOutput();
            assertThat(process.awaitExit(60)).as("%s", output).isZero();
            return output;
        }
    }

    private static R2Settings settings() {
        return new R2Settings(
                server.endpoint(),
                server.bucket(),
                server.accessKeyId(),
                server.secretAccessKey(),
                null,
                R2Settings.Timeouts.standard());
    }
}
