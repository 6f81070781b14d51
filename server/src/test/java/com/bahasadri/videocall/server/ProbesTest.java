package com.bahasadri.videocall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.port.Finding;
import com.bahasadri.videocall.server.support.RawUpstream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever the doctor asks cannot keep it: each question is over in its time, whatever the answer is like. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProbesTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    private static final String HEAD = "Date: Fri, 20 Nov 2026 12:00:00 GMT\r\n\r\n";

    @Test
    void webhook_answerWithoutAnEnd_isAFindingInItsTime() {
        try (RawUpstream endless = RawUpstream.saying(socket -> drip(socket, "HTTP/1.1 401 Unauthorized\r\n" + HEAD));
                Probes probes = new Probes(NOON, Duration.ofMillis(500))) {
            Finding finding = probes.webhook(endless.baseUrl());

            assertThat(finding.ok()).isFalse();
            assertThat(finding.text()).isEqualTo("does not answer");
        }
    }

    @Test
    void webhook_answerOfAnyLength_isReadInPart() {
        try (RawUpstream endless = RawUpstream.saying(socket -> {
                    RawUpstream.write(socket, "HTTP/1.1 401 Unauthorized\r\n" + HEAD + "UNAUTHORIZED");
                    while (true) {
                        RawUpstream.write(socket, " ".repeat(65_536));
                    }
                });
                Probes probes = new Probes(NOON)) {
            assertThat(probes.webhook(endless.baseUrl()).ok()).isTrue();
        }
    }

    @Test
    void clock_answerWithoutAnEnd_isComparedAllTheSame() {
        try (RawUpstream endless = RawUpstream.saying(socket -> drip(socket, "HTTP/1.1 200 OK\r\n" + HEAD));
                Probes probes = new Probes(NOON)) {
            assertThat(probes.clock(endless.baseUrl()).text()).isEqualTo("is right");
        }
    }

    /** Says a little, again and again, until the other side closes. */
    private static void drip(Socket socket, String first) throws IOException {
        RawUpstream.write(socket, first);
        socket.setSoTimeout(50);
        while (true) {
            RawUpstream.write(socket, " ");
            try {
                if (socket.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException e) {
                // Nothing was said for a moment: the next drop.
                continue;
            }
        }
    }
}
