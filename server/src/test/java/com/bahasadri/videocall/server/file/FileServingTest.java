package com.bahasadri.videocall.server.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.Form;
import com.bahasadri.videocall.server.support.http.RawHttp;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a file's content under its URL, whole and in parts. */
class FileServingTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    private static final int SIZE = 300_000;
    private static final byte[] CONTENT = MediaFiles.bytes(MediaFiles.paddedMp4(SIZE));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static String session;
    private static JsonNode file;

    @BeforeAll
    static void upload() {
        session = SERVER.newSession();
        file = Form.of("Übung.mp4", CONTENT)
                .send(SERVER.client(), session)
                .hasStatus(200)
                .json();
    }

    @Test
    void get_whole_hasTheHeadersOfAVideoFile() throws Exception {
        HttpResponse<byte[]> answer = get();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
        assertHeader(answer, "Content-Type", "video/mp4");
        assertHeader(answer, "Content-Length", "" + SIZE);
        assertHeader(answer, "Accept-Ranges", "bytes");
        assertHeader(answer, "ETag", '"' + file.path("file_id").asText() + '"');
        assertHeader(answer, "X-Content-Type-Options", "nosniff");
        assertHeader(answer, "Content-Disposition", "inline; filename=\"_bung.mp4\"; filename*=UTF-8''%C3%9Cbung.mp4");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                .matches("private, max-age=21[56][0-9]{2}");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-, 0, 300000",
        "bytes=0-999999999999, 0, 300000",
        "bytes=0-99999999999999999999999999, 0, 300000",
        "bytes=100-65735, 100, 65636",
        "bytes=299999-, 299999, 1",
        "bytes=299999-299999, 299999, 1",
        "bytes=-1, 299999, 1",
        "bytes=-300000, 0, 300000",
        "bytes=-400000, 0, 300000",
        "BYTES=5-6, 5, 2",
        "'bytes= 5-6', 5, 2",
    })
    void range_ofOne_isThatPart(String range, int first, int length) throws Exception {
        HttpResponse<byte[]> answer = get("Range", range);

        assertThat(answer.statusCode()).isEqualTo(206);
        assertHeader(answer, "Content-Range", "bytes " + first + "-" + (first + length - 1) + "/" + SIZE);
        assertHeader(answer, "Content-Length", "" + length);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(CONTENT, first, first + length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-1,3-4",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=5-4",
                "bytes 0-1",
                "items=0-1",
                "0-1",
                "",
                "bytes=--1"
            })
    void range_severalOrMalformedOrOfAnotherUnit_isTheWholeFile(String range) throws Exception {
        HttpResponse<byte[]> answer = get("Range", range);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(SIZE);
        assertThat(answer.headers().firstValue("Content-Range")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=300000-", "bytes=300000-300001", "bytes=-0", "bytes=99999999999999999999-"})
    void range_beyondTheEnd_isNotSatisfiable(String range) throws Exception {
        HttpResponse<byte[]> answer = get("Range", range);

        assertThat(answer.statusCode()).isEqualTo(416);
        assertHeader(answer, "Content-Range", "bytes */" + SIZE);
        assertThat(new String(answer.body())).contains("RANGE_NOT_SATISFIABLE");
    }

    @Test
    void ifRange_ofThisContentAlone_letsTheRangeCount() throws Exception {
        String tag = '"' + file.path("file_id").asText() + '"';

        assertThat(get("Range", "bytes=0-9", "If-Range", tag).statusCode()).isEqualTo(206);
        assertThat(get("Range", "bytes=0-9", "If-Range", "\"another\"").statusCode())
                .isEqualTo(200);
        assertThat(get("Range", "bytes=0-9", "If-Range", "W/" + tag).statusCode())
                .isEqualTo(200);
        assertThat(get("Range", "bytes=0-9", "If-Range", "Sat, 21 Nov 2026 08:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void ifNoneMatch_ofThisContent_isNotModified() throws Exception {
        String tag = '"' + file.path("file_id").asText() + '"';

        for (String known : new String[] {tag, "W/" + tag, "*", "\"x\", " + tag}) {
            HttpResponse<byte[]> answer = get("If-None-Match", known);
            assertThat(answer.statusCode()).as(known).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertHeader(answer, "ETag", tag);
        }
        assertThat(get("If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
    }

    @Test
    void head_isGetWithoutTheContent() throws Exception {
        HttpResponse<byte[]> whole = send("HEAD", url());
        assertThat(whole.statusCode()).isEqualTo(200);
        assertHeader(whole, "Content-Length", "" + SIZE);
        assertHeader(whole, "Content-Type", "video/mp4");
        assertThat(whole.body()).isEmpty();

        HttpResponse<byte[]> part = send("HEAD", url(), "Range", "bytes=0-9");
        assertThat(part.statusCode()).isEqualTo(206);
        assertHeader(part, "Content-Length", "10");
        assertHeader(part, "Content-Range", "bytes 0-9/" + SIZE);
    }

    @ParameterizedTest
    @CsvSource({
        "expires=, expires=9",
        "signature=., signature=",
        "'signature=.*', signature=",
        "'\\?.*', ''",
        "'&.*', ''",
        "'\\?.*&', '?'",
        "'expires=[0-9]+', expires=abc",
        "'expires=[0-9]+', expires=",
        "'expires=[0-9]+', expires=99999999999999999999999999999",
        "'(signature=.*)', '$1=='",
        "'(signature=.*)', '$1xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'",
        "'video-file/[^?]*', video-file/another",
    })
    void url_forged_isForbidden(String pattern, String replacement) throws Exception {
        HttpResponse<byte[]> answer = send("GET", url().replaceFirst(pattern, replacement));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(new String(answer.body())).contains("FORBIDDEN");
    }

    @Test
    void url_ofAnotherSession_isForbidden() throws Exception {
        assertThat(send("GET", url().replace(session, SERVER.newSession())).statusCode())
                .isEqualTo(403);
        assertThat(send("GET", url().replaceFirst("video-file/[^?]*", "video-file/" + "x".repeat(201)))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void url_listedTwice_isTheSameMostOfTheTime() {
        JsonNode first = SERVER.client().get(session + "/video-files").json().at("/files/0/url");
        String start = first.asText().replaceFirst("expires=.*", "");

        assertThat(url()).startsWith(start);
        assertThat(first.asText()).matches(".*\\?expires=[0-9]+&signature=[A-Za-z0-9_-]{43}");
        assertThat(Long.parseLong(first.asText().replaceFirst(".*expires=([0-9]+).*", "$1")) % 60)
                .isZero();
    }

    @Test
    void reader_thatBreaksOff_disturbsNobody() throws Exception {
        String target = url().substring(url().indexOf("/api"));
        for (int i = 0; i < 20; i++) {
            try (Socket socket =
                    RawHttp.begin(SERVER.port(), "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
                socket.setSoLinger(true, 0);
                socket.getInputStream().read();
            }
        }

        assertThat(get().body()).isEqualTo(CONTENT);
    }

    @Test
    void post_toTheContent_isNotAllowed() throws Exception {
        HttpResponse<byte[]> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(url()))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(405);
    }

    private static String url() {
        return file.path("url").asText();
    }

    private static HttpResponse<byte[]> get(String... headers) throws IOException, InterruptedException {
        return send("GET", url(), headers);
    }

    private static HttpResponse<byte[]> send(String method, String url, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void assertHeader(HttpResponse<?> answer, String name, String value) {
        assertThat(answer.headers().firstValue(name)).as(name).contains(value);
    }
}
