package com.bahasadri.videocall.server.domain.video;

import java.io.IOException;

/** A track of an MP4 or QuickTime file: what its {@code trak} tells, and the fragments that follow. */
final class IsoTrack {
    private static final int WORD = 4;

    private long id;
    private String handler = "";
    private IsoTime time = IsoTime.NONE;
    private boolean samples;
    private long lastChunk;

    private boolean fragments;
    private double start;
    private double end;

    static IsoTrack read(Span trak) throws IOException, UnreadableVideoException {
        IsoTrack track = new IsoTrack();
        IsoBox.each(trak, track::readPart);
        return track;
    }

    long id() {
        return id;
    }

    boolean isVideo() {
        return "vide".equals(handler);
    }

    /** Whether its time counts: that of subtitles and time codes need not be the video's. */
    boolean isHeardOrSeen() {
        return isVideo() || "soun".equals(handler);
    }

    /** Whether the movie's index lists samples of it. */
    boolean hasSamples() {
        return samples;
    }

    boolean hasFragments() {
        return fragments;
    }

    /** Where in the file the last of its samples that the index lists are. */
    long lastChunk() {
        return lastChunk;
    }

    double seconds() {
        return time.seconds();
    }

    /** When its first fragment began, or 0 if samples come before that, in seconds. */
    double start() {
        return start / time.scale();
    }

    /** When its last fragment ends, in seconds. */
    double end() {
        return end / time.scale();
    }

    /** Where a fragment continues that does not tell its time, in ticks. */
    double continuation() {
        return fragments ? end : samples ? time.ticks() : 0;
    }

    /** Counts a fragment of so many ticks. */
    void addFragment(double from, double ticks) {
        if (!fragments) {
            start = samples ? 0 : from;
            end = continuation();
            fragments = true;
        }
        end = Math.max(end, from + ticks);
    }

    private void readPart(IsoBox box) throws IOException, UnreadableVideoException {
        switch (box.type()) {
            case "tkhd" -> readId(box);
            case "mdia" -> IsoBox.each(box.body(), this::readMedia);
            default -> {}
        }
    }

    private void readMedia(IsoBox box) throws IOException, UnreadableVideoException {
        switch (box.type()) {
            case "mdhd" -> time = IsoTime.read(box);
            case "hdlr" -> {
                box.version();
                box.body().skip(WORD);
                handler = box.body().text(WORD);
            }
            case "minf" -> IsoBox.each(box.body(), this::readMediaInformation);
            default -> {}
        }
    }

    private void readMediaInformation(IsoBox box) throws IOException, UnreadableVideoException {
        if ("stbl".equals(box.type())) {
            IsoBox.each(box.body(), this::readSampleTable);
        }
    }

    private void readSampleTable(IsoBox box) throws IOException, UnreadableVideoException {
        switch (box.type()) {
            case "stts" -> {
                box.version();
                samples = box.body().u32() > 0;
            }
            case "stco" -> readChunks(box, Integer.BYTES);
            case "co64" -> readChunks(box, Long.BYTES);
            default -> {}
        }
    }

    private void readId(IsoBox box) throws IOException, UnreadableVideoException {
        IsoBox.Version version = box.version();
        box.unsigned(version);
        box.unsigned(version);
        id = box.body().u32();
    }

    private void readChunks(IsoBox box, int width) throws IOException, UnreadableVideoException {
        box.version();
        long count = box.body().u32();
        for (long i = 0; i < count; i++) {
            long chunk = box.body().unsigned(width);
            if (chunk < 0) {
                throw box.damaged("points outside the file");
            }
            lastChunk = Math.max(lastChunk, chunk);
        }
    }
}
