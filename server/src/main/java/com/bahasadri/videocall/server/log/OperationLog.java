package com.bahasadri.videocall.server.log;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One structured line for each thing an operator may later ask about; the request id comes from the context. */
public final class OperationLog {
    private static final Logger LOG = LoggerFactory.getLogger(OperationLog.class);
    private static final int MAX_VALUE = 100;

    private OperationLog() {}

    /**
     * Writes a line.
     *
     * @param operation the contract's operation id or command
     * @param sessionId the session, or null
     * @param outcome the status or what became of the command
     * @param duration how long it took
     */
    public static void write(String operation, @Nullable String sessionId, String outcome, Duration duration) {
        LoggingEventBuilder line = LOG.atInfo().addKeyValue("operation", operation);
        if (sessionId != null) {
            line = line.addKeyValue("session_id", printable(sessionId));
        }
        line.addKeyValue("outcome", outcome)
                .addKeyValue("duration_ms", duration.toMillis())
                .log("operation");
    }

    /** A value from outside, cut and stripped of what could forge a line. */
    private static String printable(String value) {
        String cut = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) : value;
        return cut.replaceAll("[^\\x21-\\x7E]", "?");
    }
}
