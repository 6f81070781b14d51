package com.bahasadri.videocall.server.browser;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines that the servers of the tests wrote. Safe for use by many threads. */
final class ServerOutput {
    private static final int MOST = 60;
    private static final Deque<String> LINES = new ArrayDeque<>();

    private ServerOutput() {}

    static void add(String line) {
        synchronized (LINES) {
            if (LINES.size() == MOST) {
                LINES.removeFirst();
            }
            LINES.addLast(line);
        }
    }

    static String last() {
        synchronized (LINES) {
            return String.join("\n", LINES);
        }
    }
}
