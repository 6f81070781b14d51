package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.support.DyingDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;
import org.h2.mvstore.MVStore;

/** One server on a file, killed in the middle of a write. */
class EmbeddedSchedulesTest extends SchedulesBehaviour {
    @Override
    protected Machines machines() {
        return new OnAFile();
    }

    private static final class OnAFile implements Machines {
        private final DyingDisk disk;
        private MVStore file;
        private boolean killed;

        OnAFile() {
            try {
                disk = new DyingDisk(Files.createTempFile("schedule", ".mv"));
                // So that others may see what they should not.
                disk.whileItDies(() -> LockSupport.parkNanos(3_000_000));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int count() {
            return 1;
        }

        @Override
        public StateStore start(int server, Clock clock) {
            // As the server opens its own.
            file = new MVStore.Builder()
                    .fileName(disk.fileName())
                    .autoCommitDisabled()
                    .pageSplitSize(4 * 1024)
                    .open();
            file.setRetentionTime(0);
            killed = false;
            return new EmbeddedStateStore(file, clock);
        }

        @Override
        public void breakSoon(int server, int how) {
            if (how == 0) {
                killed = true;
            }
            disk.dieAfter(how);
        }

        @Override
        public boolean ended(int server) {
            return killed || disk.dead();
        }

        @Override
        public void kill(int server) {
            file.closeImmediately();
            disk.revive();
        }

        @Override
        public void mend() {
            // A process that was to die soon dies now.
            killed = true;
        }

        @Override
        public void close() {
            file.closeImmediately();
            disk.close();
        }
    }
}
