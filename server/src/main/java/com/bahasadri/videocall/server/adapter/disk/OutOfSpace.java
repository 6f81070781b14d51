package com.bahasadri.videocall.server.adapter.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Tells a full disk from a broken one, for which Java has one exception. */
final class OutOfSpace {
    /** Below this a write that failed is taken to have failed for want of room, whatever it says. */
    private static final long NO_ROOM_BYTES = 1 << 20;

    private OutOfSpace() {}

    static boolean isCauseOf(IOException failure, Path directory) {
        return isSaidBy(failure) || isFull(directory);
    }

    /** The system's words, in English: Linux's and macOS's for a full disk and for a quota, and Windows's. */
    private static boolean isSaidBy(IOException failure) {
        String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return Stream.of("no space left", "quota exceeded", "not enough space").anyMatch(words::contains);
    }

    /** The system's words may be in another language. */
    private static boolean isFull(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace() < NO_ROOM_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}
