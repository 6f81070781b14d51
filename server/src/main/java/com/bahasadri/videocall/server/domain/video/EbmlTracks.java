package com.bahasadri.videocall.server.domain.video;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The tracks of a WebM file. */
final class EbmlTracks {
    private static final int TRACK_ENTRY = 0xAE;
    private static final int MOST = 128;

    private final Map<Long, EbmlTrack> byNumber = new HashMap<>();

    void read(Span tracks) throws IOException, UnreadableVideoException {
        EbmlElement.each(tracks, element -> {
            if (element.id() == TRACK_ENTRY) {
                add(EbmlTrack.read(element.body()));
            }
        });
    }

    /** Counts a block of a track; none of a track that the file did not tell of before. */
    void addBlock(EbmlBlock block) {
        EbmlTrack track = byNumber.get(block.track());
        if (track != null) {
            track.addBlock(block.start(), block.ticks());
        }
    }

    boolean haveVideo() {
        return all().stream().anyMatch(EbmlTrack::isVideo);
    }

    boolean havePictures() {
        return all().stream().anyMatch(track -> track.isVideo() && track.hasBlocks());
    }

    /** How long their blocks play, in seconds. */
    double seconds(double tickSeconds) {
        double start = Double.POSITIVE_INFINITY;
        double end = 0;
        for (EbmlTrack track : all()) {
            if (track.isHeardOrSeen() && track.hasBlocks()) {
                start = Math.min(start, track.start(tickSeconds));
                end = Math.max(end, track.end(tickSeconds));
            }
        }
        return end - start;
    }

    private Collection<EbmlTrack> all() {
        return byNumber.values();
    }

    private void add(EbmlTrack track) throws UnreadableVideoException {
        // Live files repeat their tracks: the blocks that were counted stay.
        byNumber.putIfAbsent(track.number(), track);
        if (byNumber.size() > MOST) {
            throw new UnreadableVideoException("The file has more than " + MOST + " tracks");
        }
    }
}
