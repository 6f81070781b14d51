package com.bahasadri.videocall.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** The one file that state is kept in. */
final class StateFile {
    private static final String NAME = "state.mv";
    /** Small pages, since each commit writes every page that it touches; MVStore's own are of 16 KiB. */
    private static final int PAGE_BYTES = 4 * 1024;

    /** How long replaced pages are kept; MVStore's own 45 seconds let the file grow by 100 MB in a busy minute. */
    private static final int RETENTION_MILLIS = 1_000;

    private StateFile() {}

    /**
     * Opens it.
     *
     * @param dataDir the directory, made if it is not there; null for memory
     * @return the open store
     * @throws IllegalStateException if another process has it open, or it is damaged
     */
    static MVStore open(@Nullable Path dataDir) {
        if (dataDir == null) {
            return MVStore.open(null);
        }
        try {
            Files.createDirectories(dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the data directory " + dataDir, e);
        }
        // Only whole changes are committed, so nothing may commit in the background.
        MVStore file = new MVStore.Builder()
                .fileName(dataDir.resolve(NAME).toString())
                .autoCommitDisabled()
                .pageSplitSize(PAGE_BYTES)
                .open();
        file.setRetentionTime(RETENTION_MILLIS);
        return file;
    }
}
