package com.bahasadri.videocall.server.command;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command runs.
 *
 * @param environment the environment's variables
 * @param out what it says
 * @param err what it complains of
 */
public record Terminal(Map<String, String> environment, PrintStream out, PrintStream err) {
    /** Requires all, and copies the map. */
    public Terminal {
        environment = Map.copyOf(environment);
        requireNonNull(out, "out is null");
        requireNonNull(err, "err is null");
    }
}
