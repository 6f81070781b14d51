package com.bahasadri.videocall.server.domain.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** A file that is there already, and what happens at its last byte. */
final class FakeIncoming implements IncomingFile {
    private final String filename;
    private final InputStream content;
    private long announced = -1;
    private Event atEnd = () -> {};

    FakeIncoming(String filename, byte[] bytes) {
        this.filename = filename;
        this.content = new SequenceInputStream(new ByteArrayInputStream(bytes), new End());
    }

    FakeIncoming announcing(long length) {
        announced = length;
        return this;
    }

    /** Happens once all bytes were read. */
    FakeIncoming atEnd(Event event) {
        atEnd = event;
        return this;
    }

    @Override
    public long announcedBytes() {
        return announced;
    }

    @Override
    public String begin() {
        return filename;
    }

    @Override
    public InputStream content() {
        return content;
    }

    @Override
    public void end() {}

    /** Nothing, and what happens there. */
    private final class End extends InputStream {
        private boolean happened;

        @Override
        public int read() throws IOException {
            if (!happened) {
                happened = true;
                atEnd.happen();
            }
            return -1;
        }
    }

    /** Something that happens while a file arrives. */
    @FunctionalInterface
    interface Event {
        void happen() throws IOException;
    }
}
