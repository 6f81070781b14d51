package com.bahasadri.videocall.server.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.ApiClient;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An integrator's tests are not told of what is as it should be. */
class LibraryLogsTest {
    private static final Logger ROOT = Logger.getLogger("");

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler capturing = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getLevel() + " " + record.getLoggerName() + " " + record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void capture() {
        ROOT.addHandler(capturing);
    }

    @AfterEach
    void release() {
        ROOT.removeHandler(capturing);
    }

    @Test
    void server_thatStartsAndIsCutOff_logsNothingByItsLibraries() throws IOException {
        try (VideoCallServer server = VideoCallServer.start()) {
            int port = server.baseUrl().getPort();
            ApiClient api = new ApiClient(URI.create("http://127.0.0.1:" + port));
            String session = api.post("/api/video-call/session").text("session_id");
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream()
                        .write(("POST /api/video-call/session/" + session + "/video-file HTTP/1.1\r\nHost: localhost:"
                                        + port + "\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                                        + "Content-Length: 999\r\n\r\n--b\r\n")
                                .getBytes(US_ASCII));
            }
            api.get("/health").hasStatus(200);
        }

        assertThat(logged).isEmpty();
    }

    @Test
    void configuration_ofTheRunnableJar_isNotThatOfWhoeverHasTheServer() {
        Path resources = Path.of("src/main/resources");

        assertThat(resources.resolve("logback.xml")).doesNotExist();
        assertThat(resources.resolve("video-call-logback.xml")).exists();
    }
}
