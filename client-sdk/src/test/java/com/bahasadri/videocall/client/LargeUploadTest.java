package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeUploadTest {
    private static final String ANSWER = """
            {"file_id": "f", "filename": "demo.mp4", "size": 1, "duration": 1.5, "url": "http://localhost/f"}""";

    @ParameterizedTest
    @ValueSource(strings = {"told", "untold"})
    void upload_aGigabyte_needsLessThan128Megabytes(String length) throws Exception {
        AtomicLong received = new AtomicLong();
        try (RawServer server = new RawServer((raw, connection) -> {
            received.set(RawServer.discardBody(connection, raw.head(connection)));
            RawServer.answer(connection, 200, ANSWER, "Connection: close");
        })) {
            Process child = start(server.address(), length);
            try {
                String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(child.exitValue()).as(output).isZero();
                assertThat(output).startsWith("f ");
                assertThat(Long.parseLong(output.strip().substring(2))).isLessThanOrEqualTo(128L << 20);
            } finally {
                child.destroyForcibly();
            }
        }
        assertThat(received.get()).isGreaterThan(LargeUpload.BYTES);
    }

    private static Process start(String address, String length) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeUpload.class.getName(),
                        address,
                        length)
                .redirectErrorStream(true)
                .start();
    }
}
