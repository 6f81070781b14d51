package com.bahasadri.videocall.server.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The commands that there are, by their names. Immutable. */
public final class Commands {
    private static final Set<String> HELP = Set.of("help", "--help", "-h");

    private final List<Command> all;

    /**
     * Gathers commands.
     *
     * @param all the commands
     */
    public Commands(Command... all) {
        this.all = List.of(all);
    }

    /**
     * Does what the first argument says.
     *
     * @param arguments one at least
     * @param terminal where it runs
     * @return the exit status; 2 where there is no such command
     */
    public int run(List<String> arguments, Terminal terminal) {
        String name = arguments.get(0);
        if (HELP.contains(name)) {
            usage().forEach(terminal.out()::println);
            return Command.DONE;
        }
        for (Command command : all) {
            if (command.name().equals(name)) {
                return command.run(arguments.subList(1, arguments.size()), terminal);
            }
        }
        terminal.err().println("There is no command " + name + ".");
        usage().forEach(terminal.err()::println);
        return Command.WRONG_ARGUMENTS;
    }

    private List<String> usage() {
        List<String> lines = new ArrayList<>();
        lines.add("Without arguments the server starts, configured by the environment. Commands:");
        all.forEach(command -> lines.add("  " + command.usage()));
        return lines;
    }
}
