package com.bahasadri.videocall.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.media.MediaFiles;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar with little memory, and the largest files that it takes. */
class UploadIT {
    private static final int UPLOADS = 10;
    private static final long LARGEST = 104_857_600;
    private static final String HEAD =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.mp4\"\r\n\r\n";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path directory;

    @Test
    void tenUploadsAtOnce_ofTheLargestFile_fitInto64Megabytes() throws Exception {
        Path file = MediaFiles.paddedMp4(LARGEST);
        try (RunningJar jar = RunningJar.start(directory, Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m"))) {
            URI target = newSession(jar);

            List<CompletableFuture<HttpResponse<String>>> answers =
                    Stream.generate(() -> upload(target, file)).limit(UPLOADS).toList();

            for (CompletableFuture<HttpResponse<String>> pending : answers) {
                HttpResponse<String> answer = pending.get(300, TimeUnit.SECONDS);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                URI url = URI.create(JSON.readTree(answer.body()).path("url").asText());
                Path read = directory.resolve("read.mp4");
                http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofFile(read));
                assertThat(Files.mismatch(read, file)).isEqualTo(-1);
                Files.delete(read);
            }
        }
    }

    @Test
    void upload_ofOneByteMoreThanTheLargest_isTooLarge() throws Exception {
        Path file = MediaFiles.paddedMp4(LARGEST + 1);
        try (RunningJar jar = RunningJar.start(directory)) {
            HttpResponse<String> answer = upload(newSession(jar), file).get(120, TimeUnit.SECONDS);

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("FILE_TOO_LARGE");
            try (Stream<Path> left = Files.list(directory.resolve("files"))) {
                assertThat(left).isEmpty();
            }
        }
    }

    private URI newSession(RunningJar jar) throws IOException, InterruptedException {
        HttpRequest create = HttpRequest.newBuilder(URI.create(jar.console() + "api/video-call/session"))
                .POST(BodyPublishers.noBody())
                .build();
        String id = JSON.readTree(http.send(create, BodyHandlers.ofString()).body())
                .path("session_id")
                .asText();
        return URI.create(create.uri() + "/" + id + "/video-file");
    }

    private CompletableFuture<HttpResponse<String>> upload(URI target, Path file) {
        try {
            BodyPublisher form = BodyPublishers.concat(
                    BodyPublishers.ofString(HEAD),
                    BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(file)), Files.size(file)),
                    BodyPublishers.ofByteArray("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII)));
            return http.sendAsync(
                    HttpRequest.newBuilder(target)
                            .header("Content-Type", "multipart/form-data; boundary=b")
                            .POST(form)
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
