package com.bahasadri.videocall.server.domain.video;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads an MP4 or QuickTime file: ISO/IEC 14496-12, and Apple's older form of it. */
final class IsoReader {
    private final IsoFragments fragments = new IsoFragments();
    private @Nullable IsoMovie movie;

    /** Reads a file to its end, and tells how long it plays in seconds; 0, if it does not tell. */
    double read(ForwardInput input) throws IOException, UnreadableVideoException {
        IsoBox.each(Span.whole(input), this::readPart);
        if (movie == null) {
            throw new UnreadableVideoException("The file has no index (moov): it is cut off, or was not finished");
        }
        requireVideo(movie);
        requireData(movie, input.position());
        boolean fragmented = movie.tracks().stream().anyMatch(IsoTrack::hasFragments);
        return fragmented ? fragments.seconds(movie) : movie.seconds();
    }

    private void readPart(IsoBox box) throws IOException, UnreadableVideoException {
        switch (box.type()) {
            case "ftyp" -> {
                if (box.start() > 0) {
                    throw box.damaged("is not at the beginning");
                }
                IsoBrands.check(box.body());
            }
            case "moov" -> {
                if (movie != null) {
                    throw box.damaged("is there twice");
                }
                movie = IsoMovie.read(box.body());
            }
            case "moof" -> {
                if (movie == null) {
                    throw box.damaged("comes before its index");
                }
                fragments.read(box.body(), movie);
            }
            case "mdat" -> fragments.dataCame();
            case "sidx" -> fragments.readIndex(box);
            default -> {}
        }
    }

    private static void requireVideo(IsoMovie movie) throws UnreadableVideoException {
        if (movie.tracks().stream().noneMatch(IsoTrack::isVideo)) {
            throw new UnreadableVideoException("The file has no video track");
        }
        boolean pictures = movie.tracks().stream()
                .anyMatch(track -> track.isVideo() && (track.hasSamples() || track.hasFragments()));
        if (!pictures) {
            throw new UnreadableVideoException("The file's video track is empty");
        }
    }

    /** A file may end between two boxes, and yet before what its index points to. */
    private void requireData(IsoMovie movie, long length) throws UnreadableVideoException {
        if (fragments.awaitsData() || movie.tracks().stream().anyMatch(track -> track.lastChunk() > length)) {
            throw UnreadableVideoException.cutOff();
        }
    }
}
