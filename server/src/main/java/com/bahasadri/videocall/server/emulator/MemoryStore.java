package com.bahasadri.videocall.server.emulator;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A store that is gone with the process. */
final class MemoryStore implements EmulatorStore {
    private final ConcurrentMap<String, Table> tables = new ConcurrentHashMap<>();

    @Override
    public Table table(String name) {
        return tables.computeIfAbsent(name, absent -> new MemoryTable(new ConcurrentSkipListMap<>()));
    }

    private record MemoryTable(ConcurrentSkipListMap<String, String> texts) implements Table {
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
            return texts.tailMap(prefix).entrySet().stream()
                    .takeWhile(entry -> entry.getKey().startsWith(prefix))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }
}
