package com.bahasadri.videocall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.bahasadri.videocall.server.support.http.RawHttp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.CancelledKeyException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.Test;

class AwaitedStreamTest {
    @Test
    void connection_closedWhileItsBodyIsAwaited_isABodyThatDidNotArrive() throws Exception {
        CompletableFuture<List<Throwable>> failures = new CompletableFuture<>();
        HttpListener listener = HttpListener.start(HttpListener.Settings.plain("127.0.0.1", 0), new HttpHandler() {
            @Override
            public void service(Request request, Response response) {
                InputStream body = new AwaitedStream(new Closed(), response, Duration.ofMinutes(1), () -> {});
                failures.complete(
                        List.of(catchThrowable(body::read), catchThrowable(() -> body.read(new byte[10], 0, 10))));
            }
        });
        try {
            RawHttp.exchange(listener.port(), "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

            assertThat(failures.get(20, TimeUnit.SECONDS)).hasSize(2).allMatch(IOException.class::isInstance);
        } finally {
            listener.close(Duration.ZERO);
        }
    }

    /** What Grizzly's stream throws once its connection is closed. */
    private static final class Closed extends InputStream {
        @Override
        public int read() {
            throw new CancelledKeyException();
        }
    }
}
