package com.bahasadri.videocall.server.support;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs the same on several threads that start at once, and fails as any of them does. */
public final class Together {
    private static final long PATIENCE_SECONDS = 120;

    private Together() {}

    /** Runs it, telling each thread its number. */
    public static void run(int threads, IntConsumer work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            List<CompletableFuture<Void>> all = IntStream.range(0, threads)
                    .mapToObj(thread -> CompletableFuture.runAsync(
                            () -> {
                                ready.countDown();
                                await(ready);
                                work.accept(thread);
                            },
                            pool))
                    .toList();
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .orTimeout(PATIENCE_SECONDS, SECONDS)
                    .join();
        } finally {
            pool.shutdownNow();
        }
    }

    private static void await(CountDownLatch ready) {
        try {
            if (!ready.await(PATIENCE_SECONDS, SECONDS)) {
                throw new IllegalStateException("the other threads did not start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
