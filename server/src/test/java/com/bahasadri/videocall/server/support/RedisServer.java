package com.bahasadri.videocall.server.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis in a process of its own: the one that Maven brings or, where that does not run, the one that is installed. It
 * listens on loopback, writes each command to its file before it answers, and ends with this process, however that ends.
 */
public final class RedisServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;
    /** Ends the server when nobody holds the other end of its input any more, and then itself: the port is free by then. */
    private static final String SHELL =
            "\"$@\" >/dev/null 2>&1 & server=$!; echo $server; cat >/dev/null; kill -9 $server; wait $server";

    private final TemporaryDirectory directory;
    private final List<String> command;
    private final int port;
    private Process shell;
    private long pid;

    private RedisServer(TemporaryDirectory directory, String... options) throws IOException {
        this.directory = directory;
        this.port = freePort();
        this.command = new ArrayList<>(List.of("sh", "-c", SHELL, "sh", executable(directory.path())));
        command.addAll(List.of(
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                directory.path().toString()));
        command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always", "--save", ""));
        command.addAll(List.of(options));
    }

    /** Starts one, with more options where wanted, such as {@code --requirepass}. */
    public static RedisServer open(String... options) {
        try {
            RedisServer server = new RedisServer(TemporaryDirectory.create("redis"), options);
            try {
                server.start();
                return server;
            } catch (Error e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    public URI url() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    /** The port, which stays the same. */
    public int port() {
        return port;
    }

    /** Starts it again, with what it has in its file. */
    public void start() {
        try {
            shell = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
            pid = Long.parseLong(output.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    /** Ends it at once, as SIGKILL does. */
    public void kill() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("Redis does not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets it answer nothing, with its connections open. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void thaw() {
        signal("-CONT");
    }

    /** Forgets everything. */
    public void clear() {
        tell("FLUSHALL");
    }

    /** Puts its file by, for {@link #goBack}. */
    public void keep() {
        copy(directory.path(), kept());
    }

    /** Ends it at once, and starts it with the file that was put by. */
    public void goBack() {
        kill();
        copy(kept(), directory.path());
        start();
    }

    private Path kept() {
        return directory.path().resolve("kept");
    }

    /** The file, which is a folder from version 7 on. */
    private static void copy(Path from, Path to) {
        try {
            Path file = Files.exists(from.resolve("appendonlydir")) ? from.resolve("appendonlydir") : from;
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target);
            try (Stream<Path> parts = Files.list(file)) {
                for (Path part : parts.filter(Files::isRegularFile).toList()) {
                    Files.copy(
                            part, target.resolve(part.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends it a command and answers the first line of what it says. */
    public String tell(String line) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        directory.close();
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                String answer = tell("PING");
                // One with a password is there as well.
                if (answer != null && (answer.equals("+PONG") || answer.startsWith("-NOAUTH"))) {
                    return;
                }
            } catch (UncheckedIOException e) {
                // Not yet.
            }
            if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) || System.nanoTime() > deadline) {
                throw new AssertionError("Redis does not start: " + command);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, String.valueOf(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String executable(Path directory) throws IOException {
        try {
            String brought = ExecutableProvider.newJarResourceProvider(directory.toFile())
                    .get()
                    .getPath();
            if (runs(brought)) {
                return brought;
            }
        } catch (IOException | RuntimeException e) {
            // None for this system.
        }
        if (runs("redis-server")) {
            return "redis-server";
        }
        throw new IOException("no Redis runs here: install redis-server");
    }

    private static boolean runs(String executable) throws IOException {
        try {
            Process version = new ProcessBuilder(executable, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && version.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
