package com.bahasadri.videocall.server.support.media;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The ffmpeg that the build brings as a test artifact, so that files come out the same on every machine. On a platform
 * that it has none for, an installed one is used.
 */
final class Ffmpeg {
    private static final String REMEDY = "no ffmpeg for the media files of the tests: install one";
    private static final long SECONDS = 120;

    private final Path executable;

    private Ffmpeg(Path executable) {
        this.executable = executable;
    }

    /** Finds it, and unpacks it into a directory if it is the artifact's. */
    static Ffmpeg unpackedInto(Path directory) throws IOException {
        try (InputStream packed = Ffmpeg.class.getResourceAsStream("/ws/schild/jave/nativebin/" + artifactName())) {
            if (packed == null) {
                return new Ffmpeg(installed());
            }
            Path executable = directory.resolve(isOn("windows") ? "ffmpeg.exe" : "ffmpeg");
            executable.toFile().deleteOnExit();
            Files.copy(packed, executable);
            if (!executable.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + executable + " executable");
            }
            return new Ffmpeg(executable);
        }
    }

    /** Runs it; what it says is in the failure when it fails. */
    void run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(executable.toString(), "-nostdin", "-v", "error"));
        command.addAll(arguments);
        Path said = Files.createTempFile(executable.getParent(), "ffmpeg", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("ffmpeg failed: " + String.join(" ", command) + "\n"
                        + Files.readString(said, StandardCharsets.ISO_8859_1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while ffmpeg ran", e);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(said);
        }
    }

    private static String artifactName() {
        String suffix = isOn("windows") ? ".exe" : isOn("mac") ? "-osx" : "";
        return "ffmpeg-" + System.getProperty("os.arch") + suffix;
    }

    private static boolean isOn(String system) {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith(system);
    }

    private static Path installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "ffmpeg"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(REMEDY));
    }
}
