package com.bahasadri.videocall.server.support.media;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Media files, each made once in a run and deleted at its end. They are shared by all tests: copy one before changing
 * it. Threads may share this.
 */
public final class MediaFiles {
    private static final int BLOCK = 1 << 16;
    private static final int BOX_HEADER = 8;
    private static final int LARGE_BOX_HEADER = 16;

    private static final Map<String, Path> MADE = new ConcurrentHashMap<>();

    private MediaFiles() {}

    /** Two seconds of MP4. */
    public static Path mp4() {
        return of(MediaKind.MP4, Clip.SHORT);
    }

    /** Two seconds of MP4 whose index is at the end. */
    public static Path mp4MoovLast() {
        return of(MediaKind.MP4_MOOV_LAST, Clip.SHORT);
    }

    /** Two seconds of MP4 under Apple's brand. */
    public static Path m4v() {
        return of(MediaKind.M4V, Clip.SHORT);
    }

    /** Two seconds of QuickTime. */
    public static Path mov() {
        return of(MediaKind.MOV, Clip.SHORT);
    }

    /** Two seconds of MP4 in fragments. */
    public static Path fragmentedMp4() {
        return of(MediaKind.FRAGMENTED_MP4, Clip.SHORT);
    }

    /** Two seconds of WebM. */
    public static Path webm() {
        return of(MediaKind.WEBM, Clip.SHORT);
    }

    /** Two seconds of WebM that does not tell its duration. */
    public static Path liveWebm() {
        return of(MediaKind.LIVE_WEBM, Clip.SHORT);
    }

    /** A file of a kind that shows a clip. */
    public static Path of(MediaKind kind, Clip clip) {
        String name = String.format(
                Locale.ROOT,
                "%s-%.3fs-%dx%d.%s",
                kind.name().toLowerCase(Locale.ROOT),
                clip.seconds(),
                clip.width(),
                clip.height(),
                kind.extension());
        return MADE.computeIfAbsent(name, unmade -> encoded(kind, clip, unmade));
    }

    /**
     * The two seconds of MP4 with a {@code free} box at the end that makes the file exactly so long. Each eight bytes in
     * it are their own position in the file, so that a part out of place shows.
     *
     * @param bytes the file's length: that of {@link #mp4()}, or at least 8 more
     */
    public static Path paddedMp4(long bytes) {
        byte[] video = bytes(mp4());
        return MADE.computeIfAbsent("padded-" + bytes + ".mp4", name -> padded(name, video, bytes));
    }

    /** The bytes of a file. */
    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path encoded(MediaKind kind, Clip clip, String name) {
        Path file = Workshop.INSTANCE.directory.resolve(name);
        file.toFile().deleteOnExit();
        String picture = String.format(
                Locale.ROOT, "testsrc=size=%dx%d:rate=10:duration=%f", clip.width(), clip.height(), clip.seconds());
        String tone = String.format(Locale.ROOT, "sine=frequency=440:sample_rate=48000:duration=%f", clip.seconds());
        List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", tone));
        arguments.addAll(List.of("-threads", "1", "-fflags", "+bitexact", "-flags", "+bitexact"));
        arguments.addAll(kind.arguments());
        arguments.add(file.toString());
        try {
            Workshop.INSTANCE.ffmpeg.run(arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static Path padded(String name, byte[] video, long bytes) {
        long padding = bytes - video.length;
        if (padding != 0 && padding < BOX_HEADER) {
            throw new IllegalArgumentException("a file of " + video.length + " bytes cannot be padded to " + bytes);
        }
        Path file = Workshop.INSTANCE.directory.resolve(name);
        file.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(video);
            if (padding > 0) {
                byte[] header = freeBoxHeader(padding);
                out.write(header);
                writePositions(out, video.length + header.length, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static byte[] freeBoxHeader(long size) {
        byte[] type = "free".getBytes(StandardCharsets.US_ASCII);
        if (size < 1L << 32) {
            return ByteBuffer.allocate(BOX_HEADER).putInt((int) size).put(type).array();
        }
        return ByteBuffer.allocate(LARGE_BOX_HEADER)
                .putInt(1)
                .put(type)
                .putLong(size)
                .array();
    }

    private static void writePositions(OutputStream out, long from, long to) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        for (long at = from; at < to; at += BLOCK) {
            block.clear();
            for (long position = at; block.hasRemaining(); position += Long.BYTES) {
                block.putLong(position);
            }
            out.write(block.array(), 0, (int) Math.min(BLOCK, to - at));
        }
    }

    private static final class Workshop {
        private static final Workshop INSTANCE = new Workshop();

        private final Path directory;
        private final Ffmpeg ffmpeg;

        private Workshop() {
            try {
                directory = Files.createTempDirectory("media");
                directory.toFile().deleteOnExit();
                ffmpeg = Ffmpeg.unpackedInto(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
