package com.bahasadri.videocall.server.testing;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** What libraries log by {@code java.util.logging} though nothing is wrong. Safe for use by many threads. */
final class LibraryLogs {
    /**
     * As in the runnable jar's configuration, which says why, and without Grizzly's warning that it stops, which each test's
     * server does. Kept, for the JDK forgets loggers that nobody has.
     */
    private static final Map<Logger, Level> LEVELS = Map.of(
                    "org.glassfish", Level.WARNING,
                    "org.glassfish.grizzly.filterchain", Level.SEVERE,
                    "org.glassfish.grizzly.nio.GracefulShutdownRunner", Level.SEVERE,
                    "org.glassfish.jersey.internal.inject.Providers", Level.SEVERE,
                    "org.glassfish.jersey.server.ServerRuntime$Responder", Level.OFF,
                    "org.hibernate.validator", Level.WARNING)
            .entrySet()
            .stream()
            .collect(Collectors.toUnmodifiableMap(level -> Logger.getLogger(level.getKey()), Map.Entry::getValue));

    private LibraryLogs() {}

    /** Leaves it out, but for loggers to which the test's own configuration gives a level. */
    static void quiet() {
        LEVELS.forEach((logger, level) -> {
            if (logger.getLevel() == null) {
                logger.setLevel(level);
            }
        });
    }
}
