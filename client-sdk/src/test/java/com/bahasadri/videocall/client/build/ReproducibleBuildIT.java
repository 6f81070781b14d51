package com.bahasadri.videocall.client.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever builds the same sources elsewhere gets the same bytes, and so can check what was published. */
class ReproducibleBuildIT {
    private static final Path ROOT = Path.of(System.getProperty("root.dir"));
    private static final Set<String> NOT_SOURCES = Set.of("target", ".git", "data");

    @TempDir
    private Path elsewhere;

    @Test
    void secondBuild_inAnotherDirectory_givesTheSameBytes() throws Exception {
        copySources();

        build();

        List<Path> published = published();
        // The jar, its sources and its Javadoc.
        assertThat(published).hasSize(3).allSatisfy(file -> assertThat(elsewhere.resolve(ROOT.relativize(file)))
                .hasSameBinaryContentAs(file));
    }

    private static List<Path> published() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("client-sdk/target"))) {
            return files.filter(file -> file.getFileName().toString().matches("video-call-client-.*\\.jar"))
                    .toList();
        }
    }

    private void build() throws IOException, InterruptedException {
        Path log = elsewhere.resolve("build.log");
        Process maven = new ProcessBuilder(
                        "sh",
                        "mvnw",
                        "--offline",
                        "--quiet",
                        "--projects=api-spec,client-sdk",
                        "-Dmaven.repo.local=" + System.getProperty("maven.repository"),
                        "-DskipTests",
                        "-Dspotless.check.skip",
                        "verify")
                .directory(elsewhere.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(maven.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(maven.exitValue()).as(() -> read(log)).isZero();
        } finally {
            maven.destroyForcibly();
        }
    }

    private void copySources() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (NOT_SOURCES.contains(directory.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(elsewhere.resolve(ROOT.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, elsewhere.resolve(ROOT.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
