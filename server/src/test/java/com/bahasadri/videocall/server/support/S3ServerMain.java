package com.bahasadri.videocall.server.support;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The S3 server's process: it ends with the one that started it, however that one ends. */
final class S3ServerMain {
    private S3ServerMain() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watch = new Thread(S3ServerMain::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Class.forName("org.gaul.s3proxy.Main").getMethod("main", String[].class).invoke(null, (Object) arguments);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said to it.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }
}
