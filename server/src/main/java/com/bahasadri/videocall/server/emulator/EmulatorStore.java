package com.bahasadri.videocall.server.emulator;

import java.util.List;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** Where the emulator keeps meetings, participants and presets: texts by key. Safe for use by many threads. */
public interface EmulatorStore {
    /**
     * The table of a name; the same one each time.
     *
     * @param name the name
     * @return the table
     */
    Table table(String name);

    /**
     * A store that is gone with the process.
     *
     * @return a new store
     */
    static EmulatorStore inMemory() {
        return new FileStore(MVStore.open(null));
    }

    /**
     * A store in a file of H2's, in maps whose names start with {@code emulator.}. It never commits: what it wrote is
     * safe with the file's next commit, so that it can share the file with those who commit several changes at once.
     *
     * @param store the open file, which its owner closes
     * @return the store
     */
    static EmulatorStore in(MVStore store) {
        return new FileStore(store);
    }

    /** Texts by key, in the keys' order. Safe for use by many threads. */
    interface Table {
        /**
         * The text of a key.
         *
         * @param key the key
         * @return its text, or null
         */
        @Nullable
        String get(String key);

        /**
         * Sets a key's text.
         *
         * @param key the key
         * @param text its text
         */
        void put(String key, String text);

        /**
         * Sets a key's text where it has none, in one step.
         *
         * @param key the key
         * @param text its text
         * @return the text it has already, or null
         */
        @Nullable
        String putIfAbsent(String key, String text);

        /**
         * Removes a key; one that is not there does no harm.
         *
         * @param key the key
         */
        void remove(String key);

        /**
         * The texts of all keys that start with a prefix.
         *
         * @param prefix the prefix, empty for all
         * @return the texts, in the keys' order
         */
        List<String> startingWith(String prefix);
    }
}
