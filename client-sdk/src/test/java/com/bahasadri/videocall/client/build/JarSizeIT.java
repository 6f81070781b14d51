package com.bahasadri.videocall.client.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar as it is published. */
class JarSizeIT {
    private static final long MAX_BYTES = 300 * 1024;

    @Test
    void jar_withEverythingInIt_isSmall() throws IOException {
        Path target = Path.of(System.getProperty("root.dir")).resolve("client-sdk/target");
        try (Stream<Path> files = Files.list(target)) {
            List<Path> jars = files.filter(file ->
                            file.getFileName().toString().matches("video-call-client-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .toList();
            assertThat(jars).hasSize(1);
            assertThat(Files.size(jars.get(0))).isBetween(50_000L, MAX_BYTES);
        }
    }
}
