package com.bahasadri.videocall.server.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.Test;

/** What the operator is told where another process has the port. */
class TakenPortTest {
    @Test
    void listener_portIsTaken_namesThePort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            HttpListener.Settings settings = HttpListener.Settings.plain("127.0.0.1", taken.getLocalPort());

            assertThatThrownBy(() -> HttpListener.start(settings, new Unused()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("cannot listen on 127.0.0.1 port " + taken.getLocalPort());
        }
    }

    private static final class Unused extends HttpHandler {
        @Override
        public void service(Request request, Response response) {
            throw new AssertionError("nothing was to be asked");
        }
    }
}
