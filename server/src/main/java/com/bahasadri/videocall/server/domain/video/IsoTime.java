package com.bahasadri.videocall.server.domain.video;

import java.io.IOException;

/**
 * The time that a movie's or a track's header ({@code mvhd}, {@code mdhd}) tells.
 *
 * @param scale ticks a second
 * @param ticks how long it plays; 0, if the file leaves that open
 */
record IsoTime(long scale, long ticks) {
    static final IsoTime NONE = new IsoTime(1, 0);

    private static final long UNKNOWN = 0xFFFFFFFFL;
    private static final long UNKNOWN_WIDE = -1;
    private static final int DATES = 2;

    static IsoTime read(IsoBox box) throws IOException, UnreadableVideoException {
        IsoBox.Version version = box.version();
        for (int i = 0; i < DATES; i++) {
            box.unsigned(version);
        }
        long scale = box.body().u32();
        long ticks = box.unsigned(version);
        if (ticks == (version.wide() ? UNKNOWN_WIDE : UNKNOWN)) {
            ticks = 0;
        }
        if (scale == 0 || ticks < 0) {
            throw box.damaged("has an impossible time");
        }
        return new IsoTime(scale, ticks);
    }

    double seconds() {
        return (double) ticks / scale;
    }
}
