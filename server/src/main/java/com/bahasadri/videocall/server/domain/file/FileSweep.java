package com.bahasadri.videocall.server.domain.file;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Deletes again and again what no session lists, on a thread of its own: at once, and every 10 minutes. */
public final class FileSweep implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FileSweep.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "file-sweep");
        thread.setDaemon(true);
        return thread;
    });

    private FileSweep() {}

    /**
     * Starts to sweep.
     *
     * @param files what to sweep
     * @param retention for how long a session that has ended keeps its files
     * @return stops when it is closed
     */
    public static FileSweep start(FileService files, Duration retention) {
        requireNonNull(files, "files is null");
        requireNonNull(retention, "retention is null");
        FileSweep sweep = new FileSweep();
        sweep.timer.scheduleWithFixedDelay(() -> once(files, retention), 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return sweep;
    }

    /** Starts no sweep any more, and waits for one that is going on, for at most 10 seconds. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.log(WARNING, "a sweep of the files did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void once(FileService files, Duration retention) {
        try {
            files.sweep(retention);
        } catch (Throwable e) {
            // An exception that left here would end all sweeps.
            LOG.log(WARNING, "the files could not be swept", e);
        }
    }
}
