package com.bahasadri.videocall.server.support.media;

/**
 * What a made video shows: a moving test picture, ten of them a second, and a tone.
 *
 * @param seconds how long it is
 * @param width width of the picture in pixels, even
 * @param height height of the picture in pixels, even
 */
public record Clip(double seconds, int width, int height) {
    /** Two seconds of 128 by 96 pixels: about 25 kB. */
    public static final Clip SHORT = new Clip(2, 128, 96);

    /** The same picture for another time. */
    public Clip lasting(double time) {
        return new Clip(time, width, height);
    }
}
