package com.bahasadri.videocall.server.command;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options of a command: each a name, and a value behind it or behind an equals sign. */
public final class Arguments {
    private Arguments() {}

    /**
     * Reads them; of an option that is there twice the last value counts.
     *
     * @param command who takes them
     * @param names which it takes, each with its two hyphens
     * @param arguments what was given
     * @return values by names
     * @throws IllegalArgumentException where an option is unknown or has no value, for people
     */
    public static Map<String, String> read(String command, Set<String> names, List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        Iterator<String> each = arguments.iterator();
        while (each.hasNext()) {
            String[] option = each.next().split("=", 2);
            String name = option[0];
            if (!names.contains(name)) {
                throw new IllegalArgumentException("The " + command + " does not take " + name + ".");
            }
            if (option.length == 1 && !each.hasNext()) {
                throw new IllegalArgumentException(name + " needs a value.");
            }
            values.put(name, option.length == 1 ? each.next() : option[1]);
        }
        return values;
    }
}
