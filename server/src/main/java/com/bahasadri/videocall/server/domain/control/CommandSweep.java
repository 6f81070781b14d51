package com.bahasadri.videocall.server.domain.control;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.port.StateStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks every minute for commands without an outcome, of whichever server, and lets those expire that it has seen the
 * minute before: who gave them is gone with its server, or could not tell. That is longer than a participant that is
 * asked may take.
 */
public final class CommandSweep implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CommandSweep.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final OpenCommands commands;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "command-sweep");
        thread.setDaemon(true);
        return thread;
    });
    private Map<String, List<String>> seen = Map.of();

    CommandSweep(OpenCommands commands) {
        this.commands = requireNonNull(commands, "commands is null");
    }

    /**
     * Starts to sweep.
     *
     * @param store where the commands are
     * @return stops when it is closed
     */
    public static CommandSweep start(StateStore store) {
        CommandSweep sweep = new CommandSweep(new OpenCommands(store));
        sweep.timer.scheduleWithFixedDelay(sweep::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return sweep;
    }

    /** Starts no sweep any more. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Looks once. */
    void look() {
        try {
            Map<String, List<String>> open = commands.now();
            commands.expire(inBoth(seen, open), "No outcome was told");
            seen = open;
        } catch (RuntimeException e) {
            // Whoever can tell outcomes could not either, and has another minute.
            seen = Map.of();
            LOG.log(WARNING, "commands without an outcome could not be looked for", e);
        }
    }

    private static Map<String, List<String>> inBoth(Map<String, List<String>> before, Map<String, List<String>> now) {
        Map<String, List<String>> both = new HashMap<>();
        now.forEach((sessionId, ids) -> {
            List<String> still = before.getOrDefault(sessionId, List.of());
            both.put(sessionId, ids.stream().filter(still::contains).toList());
        });
        return both;
    }
}
