package com.bahasadri.videocall.server.browser;

import com.bahasadri.videocall.server.support.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server as users run it: {@code java -jar}, with nothing of the tests on its class path. */
final class RunningJar implements AutoCloseable {
    private static final Pattern CONSOLE = Pattern.compile("\\s*Console\\s+(http\\S+)");
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final String console;

    private RunningJar(Process process, String console) {
        this.process = process;
        this.console = console;
    }

    static RunningJar start(Path dataDir) {
        return start(dataDir, Map.of());
    }

    /** With settings of its own; ports are free ones unless set. */
    static RunningJar start(Path dataDir, Map<String, String> settings) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                ChildJvm.QUICK_START,
                "-jar",
                System.getProperty("server.jar"));
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("VIDEO_CALL_")
                        || name.startsWith("CLOUDFLARE_")
                        || name.startsWith("R2_")
                        || name.equals("REDIS_URL"));
        builder.environment()
                .putAll(Map.of(
                        "VIDEO_CALL_PORT",
                        "0",
                        "VIDEO_CALL_EMULATOR_PORT",
                        "0",
                        "VIDEO_CALL_DATA_DIR",
                        dataDir.toString(),
                        // So that each page can have an address of its own, and with it a limit of its own on sessions.
                        "VIDEO_CALL_TRUSTED_PROXIES",
                        "127.0.0.1,::1"));
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true);
        try {
            Process process = builder.start();
            return new RunningJar(process, announced(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String console() {
        return console;
    }

    /** Stops it as a service manager would. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not stop");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String announced(Process process) {
        CompletableFuture<String> address = new CompletableFuture<>();
        StringBuilder said = new StringBuilder();
        Thread reader = new Thread(() -> read(process, address, said), "server-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return address.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new AssertionError("the server did not start:\n" + said, e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Reads to the end, so that a full pipe never holds the server up. */
    private static void read(Process process, CompletableFuture<String> address, StringBuilder said) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                ServerOutput.add(line);
                Matcher console = CONSOLE.matcher(line);
                if (console.matches()) {
                    address.complete(console.group(1));
                }
            }
        } catch (IOException e) {
            said.append(e);
        }
        address.completeExceptionally(new IllegalStateException("the server ended"));
    }
}
