package com.bahasadri.videocall.client.internal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;

/**
 * Cancels blocking calls whose threads are interrupted, of which OkHttp takes notice only when something arrives or its time is over.
 * As long as there are any it looks every 100 ms. Safe for use by many threads.
 */
final class Interrupts {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Map<Call, Thread> UNDER_WAY = new ConcurrentHashMap<>();
    private static final AtomicBoolean LOOKING = new AtomicBoolean();

    private Interrupts() {}

    /** The call is about to block this thread. */
    static void begin(Call call) {
        UNDER_WAY.put(call, Thread.currentThread());
        lookLater();
    }

    /** It has come to its end. */
    static void end(Call call) {
        UNDER_WAY.remove(call);
    }

    private static void lookLater() {
        if (!UNDER_WAY.isEmpty() && LOOKING.compareAndSet(false, true)) {
            Time.system().later(PAUSE, Runnable::run).thenRun(Interrupts::look);
        }
    }

    private static void look() {
        try {
            UNDER_WAY.forEach((call, thread) -> {
                if (thread.isInterrupted()) {
                    call.cancel();
                }
            });
        } finally {
            LOOKING.set(false);
            lookLater();
        }
    }
}
