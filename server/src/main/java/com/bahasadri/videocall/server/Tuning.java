package com.bahasadri.videocall.server;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.repeat.RepeatedWrites;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.glassfish.grizzly.http.server.AddOn;
import org.jspecify.annotations.Nullable;

/**
 * What tests set and nobody else needs to.
 *
 * @param clock the time
 * @param presenceGrace how long a lost participant may take to come back, or null for what is configured
 * @param commandPatience how long a command waits for a page's confirmation; 3 seconds
 * @param limiter counts operations, or null for the limits in earnest
 * @param addOns what meets each request first; none
 * @param calls how RealtimeKit is called
 * @param repeatPatience how long a repeated write waits for the first one; 15 seconds
 */
public record Tuning(
        Clock clock,
        @Nullable Duration presenceGrace,
        Duration commandPatience,
        @Nullable RateLimiter limiter,
        List<AddOn> addOns,
        UpstreamCalls calls,
        Duration repeatPatience) {
    /** Requires the clock, the patiences and the calls, and copies the list. */
    public Tuning {
        requireNonNull(clock, "clock is null");
        requireNonNull(commandPatience, "commandPatience is null");
        requireNonNull(calls, "calls is null");
        requireNonNull(repeatPatience, "repeatPatience is null");
        addOns = List.copyOf(addOns);
    }

    /**
     * Lets nothing meet the requests first, and calls RealtimeKit as a server in earnest does.
     *
     * @param clock the time
     * @param presenceGrace how long a lost participant may take to come back, or null for what is configured
     * @param commandPatience how long a command waits for a page's confirmation
     * @param limiter counts operations, or null for the limits in earnest
     */
    public Tuning(
            Clock clock, @Nullable Duration presenceGrace, Duration commandPatience, @Nullable RateLimiter limiter) {
        this(
                clock,
                presenceGrace,
                commandPatience,
                limiter,
                List.of(),
                UpstreamCalls.standard(),
                RepeatedWrites.PATIENCE);
    }

    /**
     * The same, calling RealtimeKit otherwise.
     *
     * @param otherwise how
     * @return the tuning
     */
    public Tuning with(UpstreamCalls otherwise) {
        return new Tuning(clock, presenceGrace, commandPatience, limiter, addOns, otherwise, repeatPatience);
    }

    /**
     * The same, with another patience of repeated writes.
     *
     * @param otherwise how long they wait for the first one
     * @return the tuning
     */
    public Tuning withRepeatPatience(Duration otherwise) {
        return new Tuning(clock, presenceGrace, commandPatience, limiter, addOns, calls, otherwise);
    }

    /**
     * The same, with something that meets each request first.
     *
     * @param first what meets them
     * @return the tuning
     */
    public Tuning with(List<AddOn> first) {
        return new Tuning(clock, presenceGrace, commandPatience, limiter, first, calls, repeatPatience);
    }

    /**
     * What a server in earnest has.
     *
     * @return the tuning
     */
    public static Tuning standard() {
        return new Tuning(Clock.systemUTC(), null, Duration.ofSeconds(3), null);
    }
}
