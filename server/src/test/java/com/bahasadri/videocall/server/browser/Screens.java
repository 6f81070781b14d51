package com.bahasadri.videocall.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What pages show of the shared video, as their own media elements tell it. */
final class Screens {
    /**
     * Where the video stands less the computer's time: the same on every page in step, whenever it is asked. It is
     * no number, and in step with nothing, on a page whose video stands still for 20 seconds.
     */
    private static final String SAMPLES = """
            () => {
                const video = document.querySelector('#shared video');
                const samples = [];
                window.samples = new Promise((resolve) => {
                    setTimeout(() => resolve(NaN), 20_000);
                    video.addEventListener('timeupdate', function note() {
                        samples.push(video.currentTime - (performance.timeOrigin + performance.now()) / 1000);
                        if (samples.length < 9) return;
                        video.removeEventListener('timeupdate', note);
                        resolve(samples.sort((a, b) => a - b)[4]);
                    });
                });
            }
            """;

    /** Where the video stands; null while it plays, or is on its way there. */
    private static final String STANDS = """
            () => {
                const video = document.querySelector('#shared video');
                return video.paused && !video.seeking ? video.currentTime : null;
            }
            """;

    /** In seconds: how far apart pages may be that are in step, or stand at one place. */
    private static final double IN_STEP = 0.15;

    private static final double AT_ONE_PLACE = 0.001;

    private static final int MOST_LOOKS = 6;
    private static final int GOOD_LOOKS = 2;

    private Screens() {}

    /** Waits until the video plays there and is past a position. */
    static void awaitPlayingPast(double seconds, Page... pages) {
        for (Page page : pages) {
            page.waitForFunction("""
                    (seconds) => {
                        const video = document.querySelector('#shared video');
                        return video && !video.paused && !video.seeking && video.currentTime > seconds;
                    }
                    """, seconds, BrowserTest.patience());
        }
    }

    /** Waits until the video stands still at a position, with a picture. */
    static void awaitStandingAt(double seconds, Page... pages) {
        for (Page page : pages) {
            page.waitForFunction("""
                    (seconds) => {
                        const video = document.querySelector('#shared video');
                        const there = video && Math.abs(video.currentTime - seconds) < 0.05;
                        return there && video.paused && !video.seeking && video.readyState >= 2;
                    }
                    """, seconds, BrowserTest.patience());
        }
    }

    /**
     * Waits until the pages are in step while they play, and stay so for two looks: a page that stood still for a moment
     * comes back, and one that drifts past the others does not count.
     */
    static void awaitInStep(Page... pages) {
        List<Double> spreads = new ArrayList<>();
        int good = 0;
        while (good < GOOD_LOOKS && spreads.size() < MOST_LOOKS) {
            double spread = spread(pages);
            spreads.add(spread);
            good = spread < IN_STEP ? good + 1 : 0;
        }
        assertThat(good)
                .as("looks in step one after the other; the pages were apart, in seconds: %s", spreads)
                .isEqualTo(GOOD_LOOKS);
    }

    /** Waits until the video stands still at one place on all pages. */
    static void awaitStandingTogether(Page... pages) {
        pages[0].waitForCondition(() -> {
            List<?> stands = Arrays.stream(pages)
                    .map(page -> page.evaluate(STANDS))
                    .filter(Objects::nonNull)
                    .toList();
            return stands.size() == pages.length && spread(stands) < AT_ONE_PLACE;
        });
    }

    /** How far the pages are apart while they play, in seconds: of each page the median of nine samples. */
    private static double spread(Page... pages) {
        for (Page page : pages) {
            page.evaluate(SAMPLES);
        }
        return spread(
                Arrays.stream(pages).map(page -> page.evaluate("() => samples")).toList());
    }

    private static double spread(List<?> positions) {
        List<Double> ordered = positions.stream()
                .map(position -> ((Number) position).doubleValue())
                .sorted()
                .toList();
        return ordered.get(ordered.size() - 1) - ordered.get(0);
    }
}
