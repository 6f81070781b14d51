package com.bahasadri.videocall.server.emulator.time;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A clock in UTC that follows another one until it is moved or stopped. It never goes back by a command. Safe for use
 * by many threads.
 */
public final class EmulatorClock extends Clock {
    private final Clock base;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private Duration ahead = Duration.ZERO;
    private @Nullable Instant standing;

    /**
     * Makes a clock that runs.
     *
     * @param base what it follows
     */
    public EmulatorClock(Clock base) {
        this.base = requireNonNull(base, "base is null");
    }

    @Override
    public synchronized Instant instant() {
        return standing == null ? base.instant().plus(ahead) : standing;
    }

    /**
     * Moves the clock. Whatever falls due has begun when this returns.
     *
     * @param by how far, not negative
     * @throws IllegalArgumentException if it is negative
     */
    public void advance(Duration by) {
        requireNonNull(by, "by is null");
        if (by.isNegative()) {
            throw new IllegalArgumentException("the clock goes forwards only");
        }
        synchronized (this) {
            if (standing == null) {
                ahead = ahead.plus(by);
            } else {
                standing = standing.plus(by);
            }
        }
        followers.forEach(Runnable::run);
    }

    /** Lets the clock stand still; repeating it changes nothing. */
    public synchronized void stop() {
        standing = instant();
    }

    /** Lets the clock run on from where it stands; repeating it changes nothing. */
    public synchronized void start() {
        if (standing != null) {
            ahead = Duration.between(base.instant(), standing);
            standing = null;
        }
    }

    /**
     * Whether the clock stands still.
     *
     * @return whether it does
     */
    public synchronized boolean stopped() {
        return standing != null;
    }

    /** Has something run whenever the clock was moved. */
    void follow(Runnable follower) {
        followers.add(follower);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock is in UTC");
    }
}
