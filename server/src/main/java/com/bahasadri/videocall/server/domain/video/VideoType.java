package com.bahasadri.videocall.server.domain.video;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** The containers of video that are accepted. */
public enum VideoType {
    /** MP4 and its near relatives, M4V among them. */
    MP4("video/mp4"),
    /** Apple's QuickTime, from which MP4 was made. */
    QUICKTIME("video/quicktime"),
    /** WebM, a subset of Matroska. */
    WEBM("video/webm");

    /** How many bytes at a file's beginning tell its type. */
    public static final int HEAD_BYTES = 12;

    private static final int EBML = 0x1A45DFA3;
    /** What QuickTime began with before there was {@code ftyp}. */
    private static final Set<String> OLD_QUICKTIME = Set.of("moov", "mdat", "wide", "free", "skip", "pnot");

    private static final int WORD = 4;

    private final String contentType;

    VideoType(String contentType) {
        this.contentType = contentType;
    }

    /** Its name in HTTP. */
    public String contentType() {
        return contentType;
    }

    /**
     * Tells the type by a file's beginning. That is no promise: {@link VideoReader} tells whether the rest is a video.
     *
     * @param head its first {@value #HEAD_BYTES} bytes; fewer, if the file is shorter
     * @return the type; empty if it is none of these
     */
    public static Optional<VideoType> ofHead(byte[] head) {
        requireNonNull(head, "head is null");
        if (head.length >= WORD && ByteBuffer.wrap(head).getInt() == EBML) {
            return Optional.of(WEBM);
        }
        String box = word(head, WORD);
        if (OLD_QUICKTIME.contains(box)) {
            return Optional.of(QUICKTIME);
        }
        String brand = word(head, 2 * WORD);
        if (!"ftyp".equals(box) || brand.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(IsoBrands.QUICKTIME.equals(brand) ? QUICKTIME : MP4);
    }

    private static String word(byte[] head, int offset) {
        return head.length < offset + WORD ? "" : new String(head, offset, WORD, StandardCharsets.ISO_8859_1);
    }
}
