package com.bahasadri.videocall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.log.CapturedLog;
import com.bahasadri.videocall.server.support.Eventually;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.IOEventLifeCycleListener;
import org.glassfish.grizzly.Transport;
import org.junit.jupiter.api.Test;

/** A system that has no more file descriptors. */
class AcceptingTest {
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void connection_thatCannotBeAccepted_isSaidOnceAndTriedAgainLater() throws IOException {
        Connection<?> server = exhausted();
        Accepting accepting = new Accepting();

        try (CapturedLog log = new CapturedLog()) {
            accepting.executeIoEvent(server, IOEvent.SERVER_ACCEPT);
            accepting.executeIoEvent(server, IOEvent.SERVER_ACCEPT);

            assertThat(log.text())
                    .containsOnlyOnce("no connection can be accepted: java.io.IOException: Too many open");
        }
        Eventually.until("accepted again", () -> told.size() == 4);
        assertThat(told)
                .startsWith("disableIOEvent SERVER_ACCEPT")
                .endsWith("enableIOEvent SERVER_ACCEPT")
                .filteredOn(one -> one.startsWith("enable"))
                .hasSize(2);
    }

    /** Where a connection waits that its transport cannot accept. */
    private Connection<?> exhausted() {
        Transport transport = (Transport) proxy(Transport.class, (proxy, method, arguments) -> {
            ((IOEventLifeCycleListener) arguments[2]).onError(null, new IOException("Too many open files"));
            return null;
        });
        return (Connection<?>) proxy(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getTransport" -> transport;
            case "isOpen" -> true;
            default -> {
                told.add(method.getName() + " " + arguments[0]);
                yield null;
            }
        });
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
