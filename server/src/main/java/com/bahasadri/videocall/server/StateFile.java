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
        return new MVStore.Builder().fileName(dataDir.resolve(NAME).toString()).open();
    }
}
