package com.bahasadri.videocall.server.browser;

import com.microsoft.playwright.Page;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits for what a page's pictures show. */
final class Pictures {
    /** Some frames were decoded, and the picture's size is known. */
    private static final String PLAYING = """
            (wanted) => [...document.querySelectorAll('video')].filter(video =>
                video.videoWidth > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 3).length >= wanted
            """;

    /**
     * Frames go on coming after the first look of this wait. Not an async function: its promise would count as true.
     */
    private static final String MOVING = """
            ([label, wait]) => {
                const video = [...document.querySelectorAll('video')].find(each => each.ariaLabel === label);
                if (!video) return false;
                const frames = video.getVideoPlaybackQuality().totalVideoFrames;
                window.firstLooks ??= new WeakMap();
                const first = window.firstLooks.get(video);
                if (first?.wait !== wait) {
                    window.firstLooks.set(video, { wait, frames });
                    return false;
                }
                return frames > first.frames + 3;
            }
            """;

    private static final AtomicInteger WAITS = new AtomicInteger();

    /** The brightest colour of the picture is on the wanted side of nearly black. */
    private static final String LIGHT = """
            ([label, wanted]) => {
                const video = [...document.querySelectorAll('video')].find(each => each.ariaLabel === label);
                if (!video || video.videoWidth === 0) return false;
                const canvas = new OffscreenCanvas(16, 12).getContext('2d');
                canvas.drawImage(video, 0, 0, 16, 12);
                const colours = canvas.getImageData(0, 0, 16, 12).data.filter((_, index) => index % 4 !== 3);
                return (Math.max(...colours) > 40) === wanted;
            }
            """;

    private Pictures() {}

    /** Waits until this many pictures play, one's own among them. */
    static void awaitPlaying(Page page, int count) {
        page.waitForFunction(PLAYING, count, BrowserTest.patience());
    }

    static void awaitMoving(Page page, String name) {
        page.waitForFunction(
                MOVING, new Object[] {"Camera of " + name, WAITS.incrementAndGet()}, BrowserTest.patience());
    }

    static void awaitBlack(Page page, String name) {
        page.waitForFunction(LIGHT, new Object[] {"Camera of " + name, false}, BrowserTest.patience());
    }

    static void awaitBright(Page page, String name) {
        page.waitForFunction(LIGHT, new Object[] {"Camera of " + name, true}, BrowserTest.patience());
    }
}
