package com.bahasadri.videocall.client;

import java.io.InputStream;

/** A video of any length, of bytes that are made up when they are read. It tells whether it is closed. */
final class MadeUpVideo implements VideoSource {
    private final long length;
    private final boolean tellsLength;
    private volatile int opened;
    private volatile int closed;

    private MadeUpVideo(long length, boolean tellsLength) {
        this.length = length;
        this.tellsLength = tellsLength;
    }

    static MadeUpVideo of(long length) {
        return new MadeUpVideo(length, true);
    }

    static MadeUpVideo ofUntold(long length) {
        return new MadeUpVideo(length, false);
    }

    boolean isClosed() {
        return opened == 1 && closed == 1;
    }

    boolean isOpened() {
        return opened > 0;
    }

    @Override
    public String fileName() {
        return "demo.mp4";
    }

    @Override
    public String contentType() {
        return "video/mp4";
    }

    @Override
    public long contentLength() {
        return tellsLength ? length : -1;
    }

    @Override
    public InputStream open() {
        opened++;
        return new InputStream() {
            private long left = length;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] target, int offset, int count) {
                int given = (int) Math.min(count, left);
                left -= given;
                return given == 0 ? -1 : given;
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }
}
