package com.bahasadri.videocall.server.domain.video;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;

/**
 * Tells type and duration of a video from its bytes, as they go by: it reads forward only, to the very end, and holds
 * 64 KiB and a few numbers for each track. So it can read an upload while that is stored.
 *
 * <p>It follows ISO/IEC 14496-12 and Apple's QuickTime File Format for MP4 and QuickTime, RFC 8794 and RFC 9559 for
 * WebM. Nothing a file says is believed without a bound: every length is held against what contains it, a file has at
 * most 10,000,000 boxes or elements and 128 tracks, and what is nested has a fixed depth.
 */
public final class VideoReader {
    /** Ten days: nobody's video is longer, and the number of a damaged file is. */
    static final double LONGEST_SECONDS = 10 * 24 * 3600.0;

    private VideoReader() {}

    /**
     * Reads a whole file.
     *
     * @param in the file from its first byte; read to its end when this returns, up to 64 KiB past the fault when it
     *     refuses, and never closed
     * @return what it is
     * @throws IOException from the stream, unchanged
     * @throws UnreadableVideoException if it is no whole video of a known type with a duration of at most ten days
     */
    public static VideoInfo read(InputStream in) throws IOException, UnreadableVideoException {
        requireNonNull(in, "in is null");
        ForwardInput input = new ForwardInput(in);
        byte[] head = input.peek(VideoType.HEAD_BYTES);
        if (head.length == 0) {
            throw new UnreadableVideoException("The file is empty");
        }
        VideoType type = VideoType.ofHead(head)
                .orElseThrow(() -> new UnreadableVideoException("The file is no MP4, QuickTime or WebM video"));
        double seconds = type == VideoType.WEBM ? new EbmlReader().read(input) : new IsoReader().read(input);
        if (!(seconds > 0)) {
            throw new UnreadableVideoException("The file does not tell a duration");
        }
        if (seconds > LONGEST_SECONDS) {
            throw new UnreadableVideoException("The file tells a duration of more than ten days");
        }
        return new VideoInfo(type, seconds);
    }
}
