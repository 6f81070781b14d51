package com.bahasadri.videocall.server.domain.video;

import java.io.IOException;

/** The fragments ({@code moof}) that follow an index, and the index of segments ({@code sidx}) that may precede them. */
final class IsoFragments {
    private boolean awaitsData;
    private double indexStart = Double.POSITIVE_INFINITY;
    private double indexEnd;

    /** Whether the samples of the last fragment are still to come. */
    boolean awaitsData() {
        return awaitsData;
    }

    void dataCame() {
        awaitsData = false;
    }

    void read(Span moof, IsoMovie movie) throws IOException, UnreadableVideoException {
        IsoBox.each(moof, box -> {
            if ("traf".equals(box.type())) {
                IsoRun run = IsoRun.read(box.body());
                awaitsData |= run.hasSamples();
                run.addTo(movie);
            }
        });
    }

    void readIndex(IsoBox sidx) throws IOException, UnreadableVideoException {
        IsoBox.Version version = sidx.version();
        Span body = sidx.body();
        body.skip(Integer.BYTES);
        long scale = body.u32();
        long earliest = sidx.time(version);
        sidx.unsigned(version);
        body.skip(Short.BYTES);
        int count = body.u16();
        if (scale == 0) {
            throw sidx.damaged("has an impossible time");
        }
        double ticks = 0;
        for (int i = 0; i < count; i++) {
            body.skip(Integer.BYTES);
            ticks += body.u32();
            body.skip(Integer.BYTES);
        }
        indexStart = Math.min(indexStart, (double) earliest / scale);
        indexEnd = Math.max(indexEnd, (earliest + ticks) / scale);
    }

    /**
     * How long a movie with fragments plays. What its fragments are is believed before what headers promised when they
     * were still to come.
     */
    double seconds(IsoMovie movie) {
        double measured = measured(movie);
        if (measured > 0) {
            return measured;
        }
        return movie.secondsWithFragments() > 0 ? movie.secondsWithFragments() : Math.max(0, indexEnd - indexStart);
    }

    private static double measured(IsoMovie movie) {
        double start = Double.POSITIVE_INFINITY;
        double end = 0;
        double before = 0;
        for (IsoTrack track : movie.tracks()) {
            if (track.isHeardOrSeen() && track.hasFragments()) {
                start = Math.min(start, track.start());
                end = Math.max(end, track.end());
            }
            if (track.hasSamples()) {
                before = movie.seconds();
            }
        }
        return Math.max(before, end - start);
    }
}
