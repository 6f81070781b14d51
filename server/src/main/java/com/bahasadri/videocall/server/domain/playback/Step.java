package com.bahasadri.videocall.server.domain.playback;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How well the pages keep step.
 *
 * @param playback what plays
 * @param viewers the pages that told of themselves lately
 */
public record Step(Playback playback, List<Drift> viewers) {
    /** Requires both, and copies the list. */
    public Step {
        requireNonNull(playback, "playback is null");
        viewers = List.copyOf(viewers);
    }

    /**
     * How far the pages are apart.
     *
     * @return seconds between the first and the last; empty where no page told of itself
     */
    public OptionalDouble spread() {
        OptionalDouble first = viewers.stream().mapToDouble(Drift::seconds).max();
        OptionalDouble last = viewers.stream().mapToDouble(Drift::seconds).min();
        return first.isPresent() ? OptionalDouble.of(first.getAsDouble() - last.getAsDouble()) : first;
    }

    /**
     * How far a page is from where it should be.
     *
     * @param viewer the page
     * @param seconds how far it was ahead; negative where it was behind
     */
    public record Drift(Viewer viewer, double seconds) {}
}
