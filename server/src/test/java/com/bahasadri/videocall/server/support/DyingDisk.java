package com.bahasadri.videocall.server.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file whose process dies at a chosen write: that one arrives in part, as a killed process's may, and none after it.
 * What is on the disk then is what the next process finds. Give MVStore {@link #fileName} for the file's name.
 */
public final class DyingDisk implements AutoCloseable {
    /** A write of a process that is killed ends at the edge of a page. */
    private static final int PAGE = 4_096;

    private static final String SCHEME = "dying";
    private static final Map<String, DyingDisk> DISKS = new ConcurrentHashMap<>();

    static {
        FilePath.register(new Paths());
    }

    private final Path file;
    private int pagesLeft = Integer.MAX_VALUE;
    private boolean dead;
    private volatile Runnable lastMoment = () -> {};

    /** A file, which need not be there yet. */
    public DyingDisk(Path file) {
        this.file = file;
        DISKS.put(file.toString(), this);
    }

    /** The name under which MVStore opens it. */
    public String fileName() {
        return SCHEME + ":" + file;
    }

    /** Dies once so many more pages of 4 KiB were written. */
    public synchronized void dieAfter(int pages) {
        pagesLeft = Math.min(pagesLeft, pages);
    }

    /** What happens elsewhere in the process while it dies. */
    public void whileItDies(Runnable work) {
        lastMoment = work;
    }

    /** Whether it died. */
    public synchronized boolean dead() {
        return dead;
    }

    /** What the next process gets. */
    public synchronized void revive() {
        dead = false;
        pagesLeft = Integer.MAX_VALUE;
    }

    @Override
    public void close() {
        DISKS.remove(file.toString());
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers how many of so many bytes still arrive. */
    private synchronized int admitted(int bytes) throws IOException {
        if (dead) {
            throw new IOException("the process is dead");
        }
        int pages = (bytes + PAGE - 1) / PAGE;
        if (pages <= pagesLeft) {
            pagesLeft -= pagesLeft == Integer.MAX_VALUE ? 0 : pages;
            return bytes;
        }
        dead = true;
        return pagesLeft * PAGE;
    }

    /** The files, as MVStore finds them; public because it is made by reflection. */
    public static final class Paths extends FilePathWrapper {
        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            DyingDisk disk = DISKS.get(getBase().toString());
            return new Channel(disk, getBase().open(mode));
        }
    }

    private static final class Channel extends FileBase {
        private final DyingDisk disk;
        private final FileChannel real;

        Channel(DyingDisk disk, FileChannel real) {
            this.disk = disk;
            this.real = real;
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            int all = from.remaining();
            int admitted = disk.admitted(all);
            ByteBuffer arriving = from.duplicate().limit(from.position() + admitted);
            for (long at = position; arriving.hasRemaining(); ) {
                at += real.write(arriving, at);
            }
            if (admitted < all) {
                disk.lastMoment.run();
                throw new IOException("the process dies");
            }
            from.position(from.limit());
            return all;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            int written = write(from, real.position());
            real.position(real.position() + written);
            return written;
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            disk.admitted(0);
            real.truncate(size);
            return this;
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            return real.read(to);
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            return real.read(to, position);
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            real.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public void force(boolean metaData) throws IOException {
            real.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
