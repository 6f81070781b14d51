package com.bahasadri.videocall.server.domain.video;

import java.io.IOException;

/** A track's part of a fragment, a {@code traf}: when it begins, and how long its samples last. */
final class IsoRun {
    private static final int BASE_DATA_OFFSET = 0x1;
    private static final int SAMPLE_DESCRIPTION = 0x2;
    private static final int DEFAULT_DURATION = 0x8;

    private static final int DATA_OFFSET = 0x1;
    private static final int FIRST_FLAGS = 0x4;
    private static final int SAMPLE_DURATION = 0x100;
    private static final int OTHER_SAMPLE_FIELDS = 0xE00;

    private static final long UNTOLD = -1;

    private long track;
    private long from = UNTOLD;
    private long defaultDuration = UNTOLD;
    private double ticks;
    private double samples;
    private double untimedSamples;

    static IsoRun read(Span traf) throws IOException, UnreadableVideoException {
        IsoRun run = new IsoRun();
        IsoBox.each(traf, run::readPart);
        return run;
    }

    boolean hasSamples() {
        return samples > 0;
    }

    /** Adds it to its track; to none, if the movie does not know it. */
    void addTo(IsoMovie movie) {
        if (hasSamples()) {
            long each = defaultDuration == UNTOLD ? movie.sampleDuration(track) : defaultDuration;
            movie.track(track)
                    .ifPresent(known -> known.addFragment(
                            from == UNTOLD ? known.continuation() : from, ticks + untimedSamples * each));
        }
    }

    private void readPart(IsoBox box) throws IOException, UnreadableVideoException {
        switch (box.type()) {
            case "tfhd" -> readHeader(box);
            case "tfdt" -> from = box.time(box.version());
            case "trun" -> readSamples(box);
            default -> {}
        }
    }

    private void readHeader(IsoBox tfhd) throws IOException, UnreadableVideoException {
        IsoBox.Version version = tfhd.version();
        track = tfhd.body().u32();
        tfhd.body().skip(version.has(BASE_DATA_OFFSET) ? Long.BYTES : 0);
        tfhd.body().skip(version.has(SAMPLE_DESCRIPTION) ? Integer.BYTES : 0);
        if (version.has(DEFAULT_DURATION)) {
            defaultDuration = tfhd.body().u32();
        }
    }

    private void readSamples(IsoBox trun) throws IOException, UnreadableVideoException {
        IsoBox.Version version = trun.version();
        Span body = trun.body();
        long count = body.u32();
        body.skip(version.has(DATA_OFFSET) ? Integer.BYTES : 0);
        body.skip(version.has(FIRST_FLAGS) ? Integer.BYTES : 0);
        long others = (long) Integer.BYTES * Integer.bitCount(version.flags() & OTHER_SAMPLE_FIELDS);
        samples += count;
        if (version.has(SAMPLE_DURATION)) {
            for (long i = 0; i < count; i++) {
                ticks += body.u32();
                body.skip(others);
            }
        } else {
            untimedSamples += count;
            body.skip(count * others);
        }
    }
}
