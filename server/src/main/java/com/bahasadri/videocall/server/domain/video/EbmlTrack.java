package com.bahasadri.videocall.server.domain.video;

import java.io.IOException;

/** A track of a WebM file, and when its blocks were. */
final class EbmlTrack {
    private static final int TRACK_NUMBER = 0xD7;
    private static final int TRACK_TYPE = 0x83;
    private static final int DEFAULT_DURATION = 0x23E383;
    private static final int VIDEO = 1;
    private static final int AUDIO = 2;
    private static final double NANOSECONDS = 1e9;

    private long number;
    private long type;
    private double blockSeconds;

    private double start = Double.POSITIVE_INFINITY;
    private double end = Double.NEGATIVE_INFINITY;
    private double lastStart = Double.NEGATIVE_INFINITY;

    static EbmlTrack read(Span entry) throws IOException, UnreadableVideoException {
        EbmlTrack track = new EbmlTrack();
        EbmlElement.each(entry, track::readPart);
        return track;
    }

    long number() {
        return number;
    }

    boolean isVideo() {
        return type == VIDEO;
    }

    /** Whether its time counts: that of subtitles need not be the video's. */
    boolean isHeardOrSeen() {
        return isVideo() || type == AUDIO;
    }

    boolean hasBlocks() {
        return start < Double.POSITIVE_INFINITY;
    }

    /** Counts a block, its time in ticks; one that does not tell how long it lasts, lasts as the track says. */
    void addBlock(double at, double ticks) {
        start = Math.min(start, at);
        if (ticks > 0) {
            end = Math.max(end, at + ticks);
        } else {
            lastStart = Math.max(lastStart, at);
        }
    }

    double start(double tickSeconds) {
        return start * tickSeconds;
    }

    double end(double tickSeconds) {
        return Math.max(end * tickSeconds, lastStart * tickSeconds + blockSeconds);
    }

    private void readPart(EbmlElement element) throws IOException, UnreadableVideoException {
        switch (element.id()) {
            case TRACK_NUMBER -> number = element.unsigned();
            case TRACK_TYPE -> type = element.unsigned();
            case DEFAULT_DURATION -> blockSeconds = element.unsigned() / NANOSECONDS;
            default -> {}
        }
    }
}
