package com.bahasadri.videocall.server.domain.video;

import java.io.IOException;

/**
 * The time of some frames of a track.
 *
 * @param track the track's number
 * @param start when they begin, in ticks
 * @param ticks how long they last; 0, if the block does not tell
 */
record EbmlBlock(long track, double start, double ticks) {
    private static final int BLOCK = 0xA1;
    private static final int DURATION = 0x9B;

    /** Reads a {@code SimpleBlock} or a {@code Block}. */
    static EbmlBlock read(EbmlElement element, double clusterStart) throws IOException, UnreadableVideoException {
        long track = EbmlElement.variable(element.body());
        short afterCluster = (short) element.body().u16();
        return new EbmlBlock(track, clusterStart + afterCluster, 0);
    }

    /** Reads the block of a {@code BlockGroup}; without one it is of track 0, which no file has. */
    static EbmlBlock readGroup(EbmlElement group, double clusterStart) throws IOException, UnreadableVideoException {
        EbmlBlock block = new EbmlBlock(0, 0, 0);
        double ticks = 0;
        Span body = group.body();
        while (body.hasMore()) {
            EbmlElement element = EbmlElement.next(body);
            if (element.id() == BLOCK) {
                block = read(element, clusterStart);
            } else if (element.id() == DURATION) {
                ticks = element.unsigned();
            }
            element.body().skipRest();
        }
        return new EbmlBlock(block.track, block.start, ticks);
    }
}
