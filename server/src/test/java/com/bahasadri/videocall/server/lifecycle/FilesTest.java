package com.bahasadri.videocall.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.Main;
import com.bahasadri.videocall.server.Tuning;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.support.ChildJvm;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Configs;
import com.bahasadri.videocall.server.support.http.Form;
import com.bahasadri.videocall.server.support.http.RawHttp;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files when the server stops, is killed, and comes back. */
class FilesTest {
    private static final byte[] MP4 = MediaFiles.bytes(MediaFiles.mp4());

    @TempDir
    Path directory;

    private final List<Application> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(Application::close);
    }

    @Test
    void restart_sameDirectory_listsAndServesUnderTheSameUrl() throws Exception {
        Application before = start(Clock.systemUTC(), directory);
        String session = newSession(before);
        String url = upload(before, session).text("url");
        before.close();

        Application after = start(Clock.systemUTC(), directory);

        assertThat(listed(after, session)).isEqualTo(1);
        HttpResponse<byte[]> read =
                read(url.replaceFirst(":[0-9]+/", ":" + after.address().getPort() + "/"));
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(MP4);
    }

    @Test
    void restart_longAfterTheSessionEnded_hasItsFilesNoMore() {
        TestClock clock = new TestClock();
        Application before = start(clock, directory);
        String session = newSession(before);
        upload(before, session);
        String control = client(before).post(session + "/control-token").text("token");
        client(before).bearer(control).delete(session).hasStatus(200);
        assertThat(listed(before, session)).isEqualTo(1);
        before.close();
        clock.advance(Duration.ofHours(25));

        Application after = start(clock, directory);

        await(() -> stored().isEmpty() && listed(after, session) == 0);
    }

    @Test
    void url_afterItsTime_isForbidden() throws Exception {
        TestClock clock = new TestClock();
        Application server = start(clock, directory);
        String session = newSession(server);
        String url = upload(server, session).text("url");

        clock.advance(Duration.ofHours(6));
        assertThat(read(url).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(1));
        assertThat(read(url).statusCode()).isEqualTo(403);
        String fresh = client(server)
                .get(session + "/video-files")
                .json()
                .at("/files/0/url")
                .asText();
        assertThat(read(fresh).statusCode()).isEqualTo(200);
    }

    @Test
    void memory_withoutADirectory_leavesNothingBehind() throws IOException {
        Application server = start(Clock.systemUTC(), null);
        String file = upload(server, newSession(server)).text("file_id");
        List<Path> directories = temporaryWith(file);
        assertThat(directories).hasSize(1);

        server.close();

        assertThat(directories.get(0)).doesNotExist();
    }

    @Test
    void kill_inTheMiddleOfAnUpload_leavesNothingAfterTheNextStart() throws Exception {
        String session;
        try (ChildJvm server = ChildJvm.start(
                Main.class,
                Map.of(
                        "VIDEO_CALL_PORT", "0",
                        "VIDEO_CALL_EMULATOR_PORT", "0",
                        "VIDEO_CALL_DATA_DIR", directory.toString()))) {
            int port = URI.create(server.awaitLine("Console").replaceFirst("\\s+Console\\s+", ""))
                    .getPort();
            ApiClient client = new ApiClient(URI.create("http://127.0.0.1:" + port));
            session = TestServer.path(client.post("/api/video-call/session").text("session_id"));
            Form.of("whole.mp4", MP4).send(client, session).hasStatus(200);
            byte[] large = Form.of("half.mp4", MediaFiles.bytes(MediaFiles.paddedMp4(10_000_000)))
                    .bytes();
            try (Socket socket = RawHttp.begin(
                    port,
                    "POST " + session + "/video-file HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + Form.TYPE
                            + "\r\nContent-Length: " + large.length + "\r\n\r\n")) {
                socket.getOutputStream().write(large, 0, large.length / 2);
                await(() -> stored().size() == 2);
                server.kill();
                server.awaitExit(60);
            }
        }
        assertThat(stored()).hasSize(2);

        Application after = start(Clock.systemUTC(), directory);

        await(() -> stored().size() == 1);
        assertThat(listed(after, session)).isEqualTo(1);
    }

    @Test
    void upload_whoseParticipantIsRemovedMeanwhile_isRefused() throws IOException {
        Application server = start(Clock.systemUTC(), directory);
        String session = newSession(server);
        Answer token = client(server).post(session + "/participant-token");
        String control = client(server).post(session + "/control-token").text("token");
        byte[] form = Form.of("demo.mp4", MP4).bytes();
        try (Socket socket = RawHttp.begin(
                server.address().getPort(),
                "POST " + session
                        + "/video-file HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + token.text("token") + "\r\nContent-Type: " + Form.TYPE + "\r\nContent-Length: " + form.length
                        + "\r\n\r\n")) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(form, 0, form.length - 1);
            await(() -> stored().size() == 1);
            client(server)
                    .bearer(control)
                    .post(session + "/kick", "{\"participant_id\":\"" + token.text("participant_id") + "\"}")
                    .hasStatus(200);
            socket.getOutputStream().write(form, form.length - 1, 1);

            RawHttp.parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isError(401, "UNAUTHORIZED");
        }
        assertThat(listed(server, session)).isZero();
        assertThat(stored()).isEmpty();
    }

    private Application start(Clock clock, Path dataDir) {
        Config config = dataDir == null ? Config.ephemeral() : Configs.in(dataDir);
        Tuning standard = Tuning.standard();
        Application application = Application.start(
                config, new Tuning(clock, standard.presenceGrace(), standard.commandPatience(), standard.limiter()));
        started.add(application);
        return application;
    }

    private static String newSession(Application server) {
        return TestServer.path(client(server).post("/api/video-call/session").text("session_id"));
    }

    private static Answer upload(Application server, String session) {
        return Form.of("demo.mp4", MP4).send(client(server), session).hasStatus(200);
    }

    private static int listed(Application server, String session) {
        return client(server)
                .get(session + "/video-files")
                .hasStatus(200)
                .json()
                .path("files")
                .size();
    }

    private static ApiClient client(Application server) {
        return new ApiClient(URI.create("http://127.0.0.1:" + server.address().getPort()));
    }

    private List<Path> stored() {
        try (Stream<Path> files = Files.list(directory.resolve("files"))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directories of servers without one that have a file; other tests have theirs at the same time. */
    private static List<Path> temporaryWith(String file) throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("video-call-files"))
                    .filter(path -> Files.exists(path.resolve("files").resolve(file)))
                    .toList();
        }
    }

    private static HttpResponse<byte[]> read(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the condition holds in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
