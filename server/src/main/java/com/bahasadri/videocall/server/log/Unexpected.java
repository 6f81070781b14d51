package com.bahasadri.videocall.server.log;

import org.slf4j.Logger;

/** Logs what a loop survives, be it an {@link Error}: whoever waits for the rest of its work would wait for ever. */
public final class Unexpected {
    private Unexpected() {}

    /**
     * Logs, and never throws: without memory even that may fail.
     *
     * @param log where
     * @param what what failed
     * @param failure why
     */
    public static void log(Logger log, String what, Throwable failure) {
        try {
            log.error(what, failure);
        } catch (Throwable again) {
            // There is nobody left to tell.
            return;
        }
    }
}
