package com.bahasadri.videocall.server;

import com.bahasadri.videocall.server.command.Arguments;
import com.bahasadri.videocall.server.command.Command;
import com.bahasadri.videocall.server.command.Terminal;
import com.bahasadri.videocall.server.emulator.EmulatorStore;
import com.bahasadri.videocall.server.emulator.PeerLink;
import com.bahasadri.videocall.server.emulator.RealtimeKitEmulator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** Runs the emulator alone, until the process is told to stop. */
final class EmulatorCommand implements Command {
    private static final int PORT = 8788;
    private static final int MAX_PORT = 65_535;
    private static final String FILE = "emulator.mv";

    @Override
    public String name() {
        return "emulator";
    }

    @Override
    public String usage() {
        return "emulator [--port 8788] [--data-dir DIRECTORY]    RealtimeKit's REST API on 127.0.0.1, for tests";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) {
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException e) {
            terminal.err().println(e.getMessage());
            terminal.err().println("  " + usage());
            return WRONG_ARGUMENTS;
        }
        Closing closing = new Closing();
        try {
            RealtimeKitEmulator emulator = start(options, closing);
            // Every other thread is a daemon: the hook ends the process when SIGTERM asks for it.
            Runtime.getRuntime().addShutdownHook(new Thread(closing::close, "shutdown"));
            announce(emulator, options, terminal.out());
            new CountDownLatch(1).await();
            return DONE;
        } catch (InterruptedException e) {
            closing.close();
            return DONE;
        } catch (UncheckedIOException | IllegalStateException e) {
            closing.close();
            terminal.err().println("The emulator cannot start: " + e.getMessage());
            return FAILED;
        }
    }

    private static RealtimeKitEmulator start(Options options, Closing closing) {
        RealtimeKitEmulator emulator = RealtimeKitEmulator.start(new RealtimeKitEmulator.Settings(
                options.port(), store(options.dataDir(), closing), Clock.systemUTC(), PeerLink.NONE, true));
        closing.add(emulator::close);
        return emulator;
    }

    private static EmulatorStore store(@Nullable Path directory, Closing closing) {
        if (directory == null) {
            return EmulatorStore.inMemory();
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the directory " + directory, e);
        }
        // It commits by itself, within a second of each change.
        MVStore file = open(directory.resolve(FILE));
        closing.add(file::close);
        return EmulatorStore.in(file);
    }

    private static MVStore open(Path file) {
        try {
            return new MVStore.Builder().fileName(file.toString()).open();
        } catch (MVStoreException e) {
            String reason = e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED
                    ? " is in use by another emulator"
                    : " cannot be read: it is no file of the emulator's, or is damaged";
            throw new IllegalStateException(file + reason, e);
        }
    }

    private static void announce(RealtimeKitEmulator emulator, Options options, PrintStream out) {
        out.println("RealtimeKit emulator " + Version.current());
        out.println("  Base URL   " + emulator.baseUrl());
        out.println("  Account    " + RealtimeKitEmulator.ACCOUNT_ID);
        out.println("  App        " + RealtimeKitEmulator.APP_ID);
        out.println("  API token  " + RealtimeKitEmulator.API_TOKEN);
        out.println("  Key        " + emulator.baseUrl().resolve("/.well-known/webhooks.json"));
        out.println("  Controls   " + emulator.baseUrl().resolve("/emulator/"));
        out.println("  State      " + (options.dataDir() == null ? "memory" : "disk, " + options.dataDir()));
    }

    /**
     * What the command takes.
     *
     * @param port the port; 0 for one that the system chooses
     * @param dataDir where state is kept, or null for memory
     */
    record Options(int port, @Nullable Path dataDir) {
        private static final String PORT_OPTION = "--port";
        private static final String DIRECTORY_OPTION = "--data-dir";

        static Options of(List<String> arguments) {
            Map<String, String> values = Arguments.read("emulator", Set.of(PORT_OPTION, DIRECTORY_OPTION), arguments);
            String port = values.get(PORT_OPTION);
            String dataDir = values.get(DIRECTORY_OPTION);
            return new Options(port == null ? PORT : port(port), dataDir == null ? null : Path.of(dataDir));
        }

        private static int port(String text) {
            int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
            if (port < 0 || port > MAX_PORT) {
                throw new IllegalArgumentException("--port must be a number from 0 to 65535, not " + text + ".");
            }
            return port;
        }
    }
}
