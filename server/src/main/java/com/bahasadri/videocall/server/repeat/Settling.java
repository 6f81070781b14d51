package com.bahasadri.videocall.server.repeat;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a store that did not answer is to be told of claims, once it does: else whoever repeats a write, since it failed with the
 * store, would be told that it still runs for as long as its claim holds. Safe for use by many threads.
 */
final class Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    /** What is beyond is settled by the claims' end. */
    private static final int MAX = 1_000;

    private final LinkedBlockingQueue<Unsettled> unsettled = new LinkedBlockingQueue<>(MAX);
    private final Duration lease;

    /** For claims that hold that long. */
    Settling(Duration lease) {
        this.lease = lease;
    }

    /** Tells the store; where it does not answer, later. */
    void tell(Runnable telling) {
        try {
            telling.run();
        } catch (ServiceException e) {
            if (e.code() != ErrorCode.UNAVAILABLE) {
                throw e;
            }
            later(telling);
        }
    }

    /** Tells the store later; it may be told already. */
    void later(Runnable telling) {
        if (!unsettled.offer(new Unsettled(telling, System.nanoTime() + lease.toNanos()))) {
            LOG.warn("a write is not free again before its claim ends");
        }
    }

    /** Tells all that is to be told, as far as the store answers now. */
    void settle() {
        for (Unsettled next = unsettled.peek(); next != null; next = unsettled.peek()) {
            if (System.nanoTime() - next.deadline() >= 0) {
                LOG.warn("the end of a write was not told before its claim ended: who repeats it runs it again");
            } else if (!told(next.telling())) {
                return;
            }
            unsettled.remove(next);
        }
    }

    private static boolean told(Runnable telling) {
        try {
            telling.run();
            return true;
        } catch (ServiceException e) {
            return e.code() != ErrorCode.UNAVAILABLE;
        } catch (RuntimeException e) {
            LOG.error("the end of a write was not told", e);
            return true;
        }
    }

    private record Unsettled(Runnable telling, long deadline) {}
}
