package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UploadProgressTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static final String ANSWER = """
            {"file_id": "f", "filename": "demo.mp4", "size": 1, "duration": 1.5, "url": "http://localhost/f"}""";

    private final OkHttpClient http = new OkHttpClient();
    private final List<Long> told = new ArrayList<>();
    private RawServer server;
    private VideoCallClient client;

    @BeforeEach
    void start() throws IOException {
        server = new RawServer((raw, connection) -> {
            RawServer.discardBody(connection, raw.head(connection));
            RawServer.answer(connection, 200, ANSWER, "Connection: close");
        });
        client = VideoCallClient.builder()
                .baseUrl(server.address())
                .httpClient(http)
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
        assertThat(http.connectionPool().connectionCount())
                .isEqualTo(http.connectionPool().idleConnectionCount());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "65536, 1", "65537, 2", "1048576, 16", "104857600, 100", "104857601, 101"})
    void progress_knownLength_isToldByHundredthsAndAtTheEnd(long length, int times) {
        client.videoFiles().upload("s", MadeUpVideo.of(length), listening(length));
        assertThat(told).hasSize(times).isSorted().doesNotHaveDuplicates().endsWith(length);
    }

    @Test
    void progress_unknownLength_isToldByTheMegabyteAndAtTheEnd() {
        client.videoFiles().upload("s", MadeUpVideo.ofUntold(3 * MEGABYTE + 1), listening(-1));
        assertThat(told).containsExactly(1L * MEGABYTE, 2L * MEGABYTE, 3L * MEGABYTE, 3L * MEGABYTE + 1);
    }

    @Test
    void progress_itsThread_isTheOneThatUploads() {
        List<Thread> threads = new ArrayList<>();
        client.videoFiles()
                .upload(
                        "s",
                        MadeUpVideo.of(MEGABYTE),
                        RequestOptions.defaults()
                                .withUploadProgress((sent, total) -> threads.add(Thread.currentThread())));
        assertThat(threads).isNotEmpty().containsOnly(Thread.currentThread());
    }

    static Stream<Throwable> failures() {
        return Stream.of(new IllegalStateException("the bar is broken"), new AssertionError("the bar is broken"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void progress_thatThrows_endsTheUploadWithWhatItThrew(Throwable failure) {
        MadeUpVideo video = MadeUpVideo.of(64L * MEGABYTE);
        RequestOptions failing = RequestOptions.defaults().withUploadProgress((sent, total) -> {
            told.add(sent);
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        });
        assertThat(catchThrowable(() -> client.videoFiles().upload("s", video, failing)))
                .isSameAs(failure);
        assertThat(told).hasSize(1);
        assertThat(video.isClosed()).isTrue();
    }

    private RequestOptions listening(long expectedTotal) {
        return RequestOptions.defaults().withUploadProgress((sent, total) -> {
            assertThat(total).isEqualTo(expectedTotal);
            told.add(sent);
        });
    }
}
