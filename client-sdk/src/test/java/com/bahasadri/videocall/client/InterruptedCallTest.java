package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.client.error.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** What becomes of a call whose thread is interrupted; OkHttp throws an undeclared {@link InterruptedException}. */
class InterruptedCallTest {
    @Test
    void call_onInterruptedThread_throwsTransportExceptionAndStaysInterrupted() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                VideoCallClient client = VideoCallClient.builder()
                        .baseUrl("http://127.0.0.1:" + silent.getLocalPort())
                        .build()) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> client.service().health())
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
