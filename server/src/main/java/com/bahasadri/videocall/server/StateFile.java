package com.bahasadri.videocall.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
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

    /** Of the last chunk that a header knows, in hexadecimal digits. */
    private static final Pattern VERSION = Pattern.compile("[,:]version:([0-9a-f]{1,15})\\b");

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
            long written = Files.exists(file) ? lastVersion(file) : 0;
            if (Files.exists(file) && Files.size(file) == 0) {
                // Perhaps a first start was cut off, perhaps the disk lost what it had: that is not for us to say.
                throw new IllegalStateException(
                        file + " is damaged: it is empty. Put a copy in its place, or delete it to begin anew");
            }
            // Only whole changes are committed, so nothing may commit in the background.
            MVStore store = new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitDisabled()
                    .pageSplitSize(PAGE_BYTES)
                    .open();
            store.setRetentionTime(RETENTION_MILLIS);
            if (store.getCurrentVersion() < written) {
                // MVStore takes the last version that it can read, be it none, and the next commit would make the file
                // that.
                store.closeImmediately();
                throw new IllegalStateException(file + " is damaged: what was written last cannot be read");
            }
            return store;
        } catch (MVStoreException e) {
            throw new IllegalStateException(reason(file, e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file, e);
        }
    }

    /** The version that the headers tell of; what a killed process wrote after them is newer, never older. */
    private static long lastVersion(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String headers = new String(in.readNBytes(HEADERS_BYTES), StandardCharsets.ISO_8859_1);
            return VERSION.matcher(headers)
                    .results()
                    .mapToLong(found -> Long.parseLong(found.group(1), 16))
                    .max()
                    .orElse(0);
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
