package com.bahasadri.videocall.server.browser;

import com.microsoft.playwright.Page;
import java.util.Arrays;
import java.util.List;

/** What pages show of the shared video, as their own media elements tell it. */
final class Screens {
    /** Where the video stands less the computer's time: the same on every page in step, whenever it is asked. */
    private static final String SAMPLES = """
            () => {
                const video = document.querySelector('#shared video');
                const samples = [];
                window.samples = new Promise((resolve) => {
                    video.addEventListener('timeupdate', function note() {
                        samples.push(video.currentTime - (performance.timeOrigin + performance.now()) / 1000);
                        if (samples.length < 9) return;
                        video.removeEventListener('timeupdate', note);
                        resolve(samples.sort((a, b) => a - b)[4]);
                    });
                });
            }
            """;

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

    /** How far the pages are apart while they play, in seconds: of each page the median of nine samples. */
    static double spread(Page... pages) {
        for (Page page : pages) {
            page.evaluate(SAMPLES);
        }
        List<Double> positions = Arrays.stream(pages)
                .map(page -> ((Number) page.evaluate("() => samples")).doubleValue())
                .sorted()
                .toList();
        return positions.get(positions.size() - 1) - positions.get(0);
    }

    /** Where the video stands. */
    static double position(Page page) {
        return ((Number) page.evaluate("() => document.querySelector('#shared video').currentTime")).doubleValue();
    }
}
