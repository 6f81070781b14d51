package com.bahasadri.videocall.server;

import com.bahasadri.videocall.server.adapter.disk.DiskFileStore;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.port.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the bytes of video files are: below the data directory, or where nothing outlives the process. */
final class FileStorage {
    private static final String DIRECTORY = "files";

    private FileStorage() {}

    static FileStore open(Config config, Closing closing) {
        Path dataDir = config.dataDir();
        return new DiskFileStore(dataDir == null ? temporary(closing) : dataDir.resolve(DIRECTORY));
    }

    /** State in memory has its files in a directory that goes with it. */
    private static Path temporary(Closing closing) {
        try {
            Path directory = Files.createTempDirectory("video-call-files");
            closing.add(() -> delete(directory));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for files", e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> innermostFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : innermostFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
