package com.bahasadri.videocall.server.realtime;

import java.io.IOException;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.IOEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether what the client of one connection sends is read. What is not stays with the client, once the system's buffers are
 * full. Used by one thread at a time; {@link #shut} by the one that reads.
 *
 * @param connection the connection
 */
record Valve(Connection<?> connection) {
    private static final Logger LOG = LoggerFactory.getLogger(Valve.class);

    /** Reads no more. */
    void shut() {
        try {
            connection.disableIOEvent(IOEvent.READ);
        } catch (IOException e) {
            LOG.debug("the client is gone", e);
        }
    }

    /** Reads on. */
    void open() {
        try {
            connection.enableIOEvent(IOEvent.READ);
        } catch (IOException e) {
            LOG.debug("the client is gone", e);
        }
    }
}
