package com.bahasadri.videocall.server;

import com.bahasadri.videocall.server.adapter.disk.DiskFileStore;
import com.bahasadri.videocall.server.adapter.r2.R2FileStore;
import com.bahasadri.videocall.server.adapter.r2.R2Settings;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.port.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the bytes of video files are: in the bucket, else below the data directory. */
final class FileStorage {
    private static final String FILES = "files";
    private static final String PARTS = "parts";

    private FileStorage() {}

    static FileStore open(Config config, Closing closing) {
        Path dataDir = config.dataDir() == null ? temporary(closing) : config.dataDir();
        Config.R2 r2 = config.r2();
        return r2 == null
                ? new DiskFileStore(dataDir.resolve(FILES))
                : new R2FileStore(settings(r2), dataDir.resolve(PARTS));
    }

    static R2Settings settings(Config.R2 r2) {
        return new R2Settings(
                r2.endpoint(),
                r2.bucket(),
                r2.accessKeyId(),
                r2.secretAccessKey(),
                r2.publicUrl(),
                R2Settings.Timeouts.standard());
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
