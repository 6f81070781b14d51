package com.bahasadri.videocall.server.emulator;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** A store in a file of H2's. */
final class FileStore implements EmulatorStore {
    private final MVStore store;

    FileStore(MVStore store) {
        this.store = requireNonNull(store, "store is null");
    }

    @Override
    public Table table(String name) {
        return new FileTable(store.openMap("emulator." + name));
    }

    private record FileTable(MVMap<String, String> texts) implements Table {
        @Override
        public @Nullable String get(String key) {
            return texts.get(key);
        }

        @Override
        public void put(String key, String text) {
            texts.put(key, text);
        }

        @Override
        public @Nullable String putIfAbsent(String key, String text) {
            return texts.putIfAbsent(key, text);
        }

        @Override
        public void remove(String key) {
            texts.remove(key);
        }

        @Override
        public List<String> startingWith(String prefix) {
            List<String> found = new ArrayList<>();
            Cursor<String, String> cursor = texts.cursor(prefix);
            while (cursor.hasNext() && cursor.next().startsWith(prefix)) {
                found.add(cursor.getValue());
            }
            return found;
        }
    }
}
