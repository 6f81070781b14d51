package com.bahasadri.videocall.server.config;

import java.util.List;

/** A configuration that cannot work, with everything that is wrong with it. */
public final class ConfigException extends RuntimeException {
    private final transient List<String> errors;

    /**
     * Refuses a configuration.
     *
     * @param errors each names a variable and what to do
     */
    public ConfigException(List<String> errors) {
        super(String.join("; ", errors));
        this.errors = List.copyOf(errors);
    }

    /**
     * What is wrong.
     *
     * @return a sentence for each error
     */
    public List<String> errors() {
        return errors;
    }
}
