package com.bahasadri.videocall.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** The one file that state is kept in. */
final class StateFile {
    private static final String NAME = "state.mv";
    /** Small pages, since each commit writes every page that it touches; MVStore's own are of 16 KiB. */
    private static final int PAGE_BYTES = 4 * 1024;

    /** How long replaced pages are kept; MVStore's own 45 seconds let the file grow by 100 MB in a busy minute. */
    private static final int RETENTION_MILLIS = 1_000;

    /** The two copies of its header; what is stored comes behind. */
    private static final int HEADERS_BYTES = 2 * 4096;

    private StateFile() {}

    /**
     * Opens it.
     *
     * @param dataDir the directory, made if it is not there; null for memory
     * @return the open store
     * @throws IllegalStateException if another server has it open, or it is damaged; the file stays as it is
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
        Path file = dataDir.resolve(NAME);
        try {
            boolean written = Files.exists(file) && Files.size(file) > HEADERS_BYTES;
            // Only whole changes are committed, so nothing may commit in the background.
            MVStore store = new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitDisabled()
                    .pageSplitSize(PAGE_BYTES)
                    .open();
            store.setRetentionTime(RETENTION_MILLIS);
            if (written && store.getMapNames().isEmpty()) {
                // With its headers alone intact, the file opens as a new one, and the next commit would make it that.
                store.closeImmediately();
                throw new IllegalStateException(file + " is damaged: nothing in it can be read");
            }
            return store;
        } catch (MVStoreException e) {
            throw new IllegalStateException(reason(file, e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file, e);
        }
    }

    private static String reason(Path file, MVStoreException failure) {
        if (failure.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
            return file + " is in use by another server";
        }
        boolean damaged =
                failure.getErrorCode() == DataUtils.ERROR_FILE_CORRUPT || failure.getCause() instanceof EOFException;
        return damaged ? file + " is damaged" : "cannot open " + file;
    }
}
