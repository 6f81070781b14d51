package com.bahasadri.videocall.server.adapter.r2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.adapter.FileStoreBehaviour;
import com.bahasadri.videocall.server.domain.file.ContentDisposition;
import com.bahasadri.videocall.server.domain.video.VideoType;
import com.bahasadri.videocall.server.port.FileStore;
import com.bahasadri.videocall.server.port.FileStore.NewFile;
import com.bahasadri.videocall.server.port.FileStore.Upload;
import com.bahasadri.videocall.server.support.S3Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** {@link R2FileStore} on a real S3 server. */
class R2FileStoreTest extends FileStoreBehaviour {
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private static S3Server server;
    private static S3Client client;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void startServer() throws InterruptedException {
        server = S3Server.start();
        client = R2Clients.client(settings(null));
    }

    @AfterAll
    static void stopServer() {
        client.close();
        server.close();
    }

    @Override
    protected FileStore open() {
        return new R2FileStore(settings(null), parts());
    }

    @AfterEach
    void parts_afterEveryTest_areNone() throws IOException {
        assertThat(partNames()).isEmpty();
    }

    @Override
    protected Optional<byte[]> read(String fileId) throws Exception {
        HttpResponse<byte[]> answer = get(url(fileId));
        assertThat(answer.statusCode()).isIn(200, 404);
        return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    }

    @Override
    protected List<String> traces(String fileId) throws IOException {
        List<String> traces = new ArrayList<>(partNames());
        client
                .listObjectsV2Paginator(
                        request -> request.bucket(server.bucket()).prefix("video-call/" + fileId))
                .contents()
                .stream()
                .map(S3Object::key)
                .forEach(traces::add);
        client.listMultipartUploads(request -> request.bucket(server.bucket())).uploads().stream()
                .map(MultipartUpload::key)
                .filter(key -> key.startsWith("video-call/" + fileId))
                .forEach(traces::add);
        return traces;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call.mp4",
                "Ein \"großer\" Tag.mp4",
                "通话 录像.mp4",
                "مكالمة.mp4",
                "🎥 \\ % ; ' , =  .mp4",
            })
    void complete_anyName_isServedWithIt(String filename) throws Exception {
        for (int size : new int[] {1, PART + 1}) {
            store(new NewFile(id, filename, VideoType.MP4), bytes(size));

            assertThat(get(url(id)).headers().firstValue("Content-Disposition"))
                    .contains(ContentDisposition.inline(filename));
        }
    }

    @Test
    void complete_longestName_isServedWithIt() throws Exception {
        String filename = "🎥".repeat(255);
        store(new NewFile(id, filename, VideoType.MP4), bytes(1));

        assertThat(get(url(id)).headers().firstValue("Content-Disposition"))
                .contains(ContentDisposition.inline(filename));
    }

    @ParameterizedTest
    @EnumSource
    void complete_anyType_isServedAsThat(VideoType type) throws Exception {
        for (int size : new int[] {1, PART + 1}) {
            store(new NewFile(id, "call", type), bytes(size));

            assertThat(get(url(id)).headers().firstValue("Content-Type")).contains(type.contentType());
        }
    }

    @Test
    void url_storedFile_servesRanges() throws Exception {
        byte[] bytes = bytes(1_000);
        store(id, bytes);

        HttpResponse<byte[]> answer = BROWSER.send(
                HttpRequest.newBuilder(url(id)).header("Range", "bytes=10-12").build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).containsExactly(bytes[10], bytes[11], bytes[12]);
    }

    @Test
    void url_changed_opensNothing() throws Exception {
        store(id, bytes(1));
        URI url = url(id);

        assertThat(get(URI.create(url.toString().replace("X-Amz-Expires=3600", "X-Amz-Expires=3601")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(URI.create(url.toString().split("\\?", 2)[0])).statusCode())
                .isEqualTo(403);
    }

    @Test
    void url_presigned_asksNothingOfTheBrowser() {
        assertThat(url(id).getQuery())
                .contains("X-Amz-SignedHeaders=host")
                .contains("X-Amz-Expires=3600")
                .contains("/auto/s3/aws4_request")
                .doesNotContain("checksum")
                .doesNotContain(server.secretAccessKey());
        assertThat(url(id).getPath()).isEqualTo("/" + server.bucket() + "/video-call/" + id);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 7 * 24 * 3600 + 1, Long.MAX_VALUE})
    void url_lifetimeThatCannotBe_isRefused(long seconds) {
        assertThatThrownBy(() -> store.url(videoFile(id), Duration.ofSeconds(seconds)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7 days");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7 * 24 * 3600})
    void url_shortestAndLongestLifetime_areSigned(long seconds) {
        assertThat(store.url(videoFile(id), Duration.ofSeconds(seconds))
                        .orElseThrow()
                        .getQuery())
                .contains("X-Amz-Expires=" + seconds + "&");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://files.example.com/calls", "https://files.example.com/calls/"})
    void url_publicBucket_isBelowItsAddress(String base) {
        try (FileStore open = new R2FileStore(settings(URI.create(base)), parts())) {
            assertThat(open.url(videoFile(id), Duration.ofHours(1)))
                    .contains(URI.create("https://files.example.com/calls/video-call/" + id));
        }
    }

    @Test
    void open_storedFile_isTheBucketsAffair() {
        store(id, bytes(1));

        assertThatThrownBy(() -> store.open(id)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void delete_uploadOfAProcessThatIsNoMore_isGoneAndOthersStay() throws Exception {
        String longer = id + "-2";
        for (String fileId : List.of(id, id, longer)) {
            client.createMultipartUpload(
                    request -> request.bucket(server.bucket()).key("video-call/" + fileId));
        }

        store.delete(id);

        assertThat(traces(id)).containsExactly("video-call/" + longer);
        store.delete(longer);
        assertThat(traces(longer)).isEmpty();
    }

    @Test
    void store_partsOfAProcessThatIsNoMore_sweepsThemAndNothingElse() throws Exception {
        Files.write(parts().resolve("123" + PartFile.SUFFIX), bytes(10));
        Path other = Files.write(parts().resolve("state.mv"), bytes(10));

        open().close();

        assertThat(partNames()).containsExactly("state.mv");
        Files.delete(other);
    }

    @Test
    void write_manyParts_takesRoomForTwo() throws Exception {
        try (Upload upload = store.begin(file(id))) {
            long most = 0;
            byte[] bytes = bytes(100_000);
            for (int i = 0; i < 5 * PART / bytes.length; i++) {
                upload.write(bytes, 0, bytes.length);
                most = Math.max(most, partNames().size());
            }
            upload.complete();
            assertThat(most).isBetween(1L, 2L);
        }
    }

    private List<String> partNames() throws IOException {
        try (Stream<Path> parts = Files.list(parts())) {
            return parts.map(part -> part.getFileName().toString()).toList();
        }
    }

    private Path parts() {
        return temporary.resolve("data").resolve("parts");
    }

    private URI url(String fileId) {
        return store.url(videoFile(fileId), Duration.ofHours(1)).orElseThrow();
    }

    private static HttpResponse<byte[]> get(URI url) throws Exception {
        return BROWSER.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static R2Settings settings(@Nullable URI publicUrl) {
        return new R2Settings(
                server.endpoint(),
                server.bucket(),
                server.accessKeyId(),
                server.secretAccessKey(),
                publicUrl,
                R2Settings.Timeouts.standard());
    }
}
