package com.bahasadri.videocall.server.browser;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds a Chromium or Chrome for the browser tests: an installed one, else one it obtains itself, from Debian's
 * packages as root on Debian, by Playwright's own download elsewhere. Where neither works the test fails with the remedy.
 */
final class Chromium {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final List<Path> PLACES = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
            Path.of("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"));
    private static final String REMEDY =
            "no Chromium for the browser tests: install Chromium or Chrome (Debian: apt-get install chromium)";
    private static final long MINUTES = 10;
    private static final double PATIENCE_MILLIS = 120_000;

    private Chromium() {}

    /** How to start it, with fake devices and calls over loopback. */
    static LaunchOptions launchOptions() {
        List<String> flags = new ArrayList<>(List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--use-fake-device-for-media-stream=fps=10",
                "--use-fake-ui-for-media-stream",
                "--allow-loopback-in-peer-connection"));
        LaunchOptions options = new LaunchOptions()
                .setHeadless(true)
                .setTimeout(PATIENCE_MILLIS)
                .setArgs(flags);
        Optional<Path> found = installed();
        if (found.isEmpty()) {
            obtain();
            found = installed();
        }
        // Without a path Playwright starts the one it downloaded itself.
        found.ifPresent(options::setExecutablePath);
        return options;
    }

    private static Optional<Path> installed() {
        Stream<Path> onPath = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)));
        return Stream.concat(onPath, PLACES.stream())
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void obtain() {
        boolean debianRoot =
                Files.exists(Path.of("/etc/debian_version")) && "root".equals(System.getProperty("user.name"));
        if (debianRoot) {
            run("apt-get", "-q", "update");
            run("apt-get", "-q", "-y", "install", "--no-install-recommends", "chromium");
        } else {
            run(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "com.microsoft.playwright.CLI",
                    "install",
                    "chromium");
        }
    }

    private static void run(String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            Process process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(REMEDY + "; tried: " + String.join(" ", command));
            }
        } catch (IOException e) {
            throw new AssertionError(REMEDY + "; tried: " + String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(REMEDY, e);
        }
    }
}
