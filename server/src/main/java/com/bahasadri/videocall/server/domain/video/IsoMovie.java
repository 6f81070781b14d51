package com.bahasadri.videocall.server.domain.video;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The index of an MP4 or QuickTime file, its {@code moov}. */
final class IsoMovie {
    private static final int MOST_TRACKS = 128;

    private final Map<Long, IsoTrack> tracks = new HashMap<>();
    private final Map<Long, Long> sampleDurations = new HashMap<>();
    private IsoTime time = IsoTime.NONE;
    private long ticksWithFragments;

    static IsoMovie read(Span moov) throws IOException, UnreadableVideoException {
        IsoMovie movie = new IsoMovie();
        IsoBox.each(moov, movie::readPart);
        return movie;
    }

    Optional<IsoTrack> track(long id) {
        return Optional.ofNullable(tracks.get(id));
    }

    Collection<IsoTrack> tracks() {
        return tracks.values();
    }

    /** How many ticks a sample of a track lasts, if its fragment does not tell. */
    long sampleDuration(long track) {
        return sampleDurations.getOrDefault(track, 0L);
    }

    /** How long it plays without its fragments: what it says itself, else its longest track, else 0. */
    double seconds() {
        return time.ticks() > 0
                ? time.seconds()
                : tracks.values().stream()
                        .filter(IsoTrack::isHeardOrSeen)
                        .mapToDouble(IsoTrack::seconds)
                        .max()
                        .orElse(0);
    }

    /** How long it says to play with its fragments ({@code mehd}); 0, if it does not say. */
    double secondsWithFragments() {
        return new IsoTime(time.scale(), ticksWithFragments).seconds();
    }

    private void readPart(IsoBox box) throws IOException, UnreadableVideoException {
        switch (box.type()) {
            case "mvhd" -> time = IsoTime.read(box);
            case "trak" -> add(IsoTrack.read(box.body()), box);
            case "mvex" -> IsoBox.each(box.body(), this::readFragmentDefaults);
            default -> {}
        }
    }

    private void add(IsoTrack track, IsoBox box) throws UnreadableVideoException {
        if (tracks.put(track.id(), track) != null) {
            throw box.damaged("is there twice");
        }
        requireFew(tracks);
    }

    private void readFragmentDefaults(IsoBox box) throws IOException, UnreadableVideoException {
        switch (box.type()) {
            case "mehd" -> ticksWithFragments = box.time(box.version());
            case "trex" -> {
                box.version();
                long track = box.body().u32();
                box.body().skip(Integer.BYTES);
                sampleDurations.put(track, box.body().u32());
                requireFew(sampleDurations);
            }
            default -> {}
        }
    }

    private static void requireFew(Map<Long, ?> byTrack) throws UnreadableVideoException {
        if (byTrack.size() > MOST_TRACKS) {
            throw new UnreadableVideoException("The file has more than " + MOST_TRACKS + " tracks");
        }
    }
}
