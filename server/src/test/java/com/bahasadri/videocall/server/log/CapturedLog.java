package com.bahasadri.videocall.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open, as lines in the product's own layout, with stack traces. */
public final class CapturedLog implements AutoCloseable {
    private static final String LAYOUT = "%d %-5level %logger{0} %msg request_id=%X{request_id:--} %kvp%n%ex";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("com.bahasadri");
    private final Level before = ours.getLevel();
    private final PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
        }
    };

    public CapturedLog() {
        encoder.setContext(root.getLoggerContext());
        encoder.setPattern(LAYOUT);
        encoder.start();
        appender.setContext(root.getLoggerContext());
        appender.start();
        ours.setLevel(Level.DEBUG);
        root.addAppender(appender);
    }

    /** What was logged under a request's id. */
    List<String> of(String requestId) {
        return lines.stream()
                .filter(line -> line.contains("request_id=" + requestId + " "))
                .toList();
    }

    public String text() {
        return String.join("", lines);
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        ours.setLevel(before);
    }
}
