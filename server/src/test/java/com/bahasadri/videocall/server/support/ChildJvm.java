package com.bahasadri.videocall.server.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of its own with the tests' class path. Closing it kills it. */
public final class ChildJvm implements AutoCloseable {
    /** Compiles quickly instead of well, which halves what the start takes of the processor, and nothing lives for long. */
    public static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private static final long PATIENCE_SECONDS = 60;
    private static final String END = new String("end of output");

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "child-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a class's main method; of the environment it has these variables alone. */
    public static ChildJvm start(Class<?> main, Map<String, String> environment, String... arguments) {
        return start(main, List.of("-Xmx256m"), environment, arguments);
    }

    /** Starts a class's main method with options of the JVM. */
    public static ChildJvm start(
            Class<?> main, List<String> options, Map<String, String> environment, String... arguments) {
        return start(
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                options,
                environment,
                Stream.concat(Stream.of(main.getName()), Stream.of(arguments)).toList());
    }

    /** Starts a process with another class path and other options; of the environment it has these variables alone. */
    static ChildJvm start(
            String classPath, List<String> options, Map<String, String> environment, List<String> mainAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(QUICK_START);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(mainAndArguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new ChildJvm(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line that contains a text, and fails where the output ends before it. */
    public String awaitLine(String text) throws InterruptedException {
        while (true) {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null || line == END) {
                throw new AssertionError("no '" + text + "' in the output " + seen);
            }
            seen.add(line);
            if (line.contains(text)) {
                return line;
            }
        }
    }

    /** Waits for the end and answers everything that was printed. */
    public List<String> awaitOutput() throws InterruptedException {
        while (true) {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("the process does not end: " + seen);
            }
            if (line == END) {
                return List.copyOf(seen);
            }
            seen.add(line);
        }
    }

    /** Asks it to end, as SIGTERM does. */
    public void terminate() {
        process.destroy();
    }

    /** Ends it at once, as SIGKILL does. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits for the end and answers its code. */
    public int awaitExit(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("the process did not end within " + seconds + " s: " + seen);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // Killed: what it said is said.
        } finally {
            lines.add(END);
        }
    }
}
