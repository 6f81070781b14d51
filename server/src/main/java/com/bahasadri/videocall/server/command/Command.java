package com.bahasadri.videocall.server.command;

import java.util.List;

/** Something that the runnable jar does where its first argument says so. */
public interface Command {
    /** The exit status of a command that did what it should. */
    int DONE = 0;

    /** The exit status of a command that could not. */
    int FAILED = 1;

    /** The exit status where the arguments are wrong, as it is for a wrong configuration. */
    int WRONG_ARGUMENTS = 2;

    /**
     * The first argument that calls for it.
     *
     * @return one word in small letters
     */
    String name();

    /**
     * What it does and takes, for people.
     *
     * @return one line
     */
    String usage();

    /**
     * Does it.
     *
     * @param arguments what stands behind its name
     * @param terminal where it runs
     * @return the exit status
     */
    int run(List<String> arguments, Terminal terminal);
}
