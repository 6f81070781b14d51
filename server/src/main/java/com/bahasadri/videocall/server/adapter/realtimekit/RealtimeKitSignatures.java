package com.bahasadri.videocall.server.adapter.realtimekit;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.WebhookSignatures;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks RSA signatures (PKCS #1 v1.5, SHA-256) of webhooks with the key that RealtimeKit publishes. The key is kept, and read
 * anew where a signature does not fit it, since it may be another one by now: 10 times, and then once in 6
 * seconds, so that forged webhooks do not make us ask for it again and again. What does not fit a key while it may not
 * be read anew is refused, and is unavailable where the last try to read it failed. At most 33 wait for the key; who comes
 * then is unavailable at once, so that requests without number do not hold up the rest. Safe for use by many threads.
 */
public final class RealtimeKitSignatures implements WebhookSignatures, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RealtimeKitSignatures.class);
    private static final int READS_AT_ONCE = 10;
    private static final Duration BETWEEN_READS = Duration.ofSeconds(6);
    private static final Duration COME_BACK = Duration.ofSeconds(5);
    /** After a failure nobody waits for another one, for as long. */
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** How many wait while one reads. */
    private static final int QUEUE = 32;
    /** As long as a signature with a key of 16,384 bits, in Base64. */
    private static final int LONGEST = 2_732;

    private final PublishedKey published;
    private final ReentrantLock reading = new ReentrantLock();
    private final TimeMeter time;
    private final Bucket reads;
    private volatile @Nullable Known known;
    private volatile long failedAt;

    /**
     * Signatures by a key that is published.
     *
     * @param key where the key is
     */
    public RealtimeKitSignatures(URI key) {
        this(key, TimeMeter.SYSTEM_NANOTIME);
    }

    RealtimeKitSignatures(URI key, TimeMeter time) {
        this.published = new PublishedKey(requireNonNull(key, "key is null"));
        this.time = time;
        this.failedAt = time.currentTimeNanos() - PAUSE.toNanos();
        this.reads = Bucket.builder()
                .addLimit(limit -> limit.capacity(READS_AT_ONCE).refillGreedy(1, BETWEEN_READS))
                .withCustomTimePrecision(time)
                .build();
    }

    @Override
    public boolean verify(byte[] body, @Nullable String signature) {
        byte[] given = decode(signature);
        if (given == null) {
            return false;
        }
        long arrived = time.currentTimeNanos();
        Known key = known;
        if (key != null && fits(key, body, given)) {
            return true;
        }
        Known newer = readSince(arrived, key);
        return newer != key && newer != null && fits(newer, body, given);
    }

    /** The key as it was read after a moment, or the same where it may not be read again. */
    private @Nullable Known readSince(long moment, @Nullable Known seen) {
        if (reading.getQueueLength() >= QUEUE) {
            throw unreadable(null);
        }
        try {
            if (!reading.tryLock(COME_BACK.toMillis(), TimeUnit.MILLISECONDS)) {
                throw unreadable(null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreadable(e);
        }
        try {
            Known now = known;
            if (now != null && now.readAt() - moment > 0) {
                return now;
            }
            if (time.currentTimeNanos() - failedAt < PAUSE.toNanos()) {
                throw unreadable(null);
            }
            if (seen != null && !reads.tryConsume(1)) {
                if (failedAt - seen.readAt() > 0) {
                    throw unreadable(null);
                }
                return seen;
            }
            return read();
        } finally {
            reading.unlock();
        }
    }

    private Known read() {
        // Before, not after: what is published later is not in it.
        long readAt = time.currentTimeNanos();
        try {
            Known now = new Known(published.read(), readAt);
            known = now;
            return now;
        } catch (IOException e) {
            failedAt = time.currentTimeNanos();
            LOG.warn("the key of RealtimeKit's webhooks cannot be read: {}", Envelope.clean(String.valueOf(e), "\0"));
            throw unreadable(e);
        }
    }

    private static ServiceException unreadable(@Nullable Exception cause) {
        return ServiceException.unavailable("The key of webhooks cannot be read", COME_BACK, cause);
    }

    private static boolean fits(Known key, byte[] body, byte[] signature) {
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(key.key());
            check.update(body);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            // Of another length than the key's, for one.
            return false;
        }
    }

    private static byte @Nullable [] decode(@Nullable String signature) {
        if (signature == null || signature.isBlank() || signature.length() > LONGEST) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(signature.strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Closes the idle connections. */
    @Override
    public void close() {
        published.close();
    }

    private record Known(PublicKey key, long readAt) {}
}
