package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.CallListener;
import com.bahasadri.videocall.client.Timeout;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client has decided for all its calls.
 *
 * @param token gives the bearer token for each try of a read and each write, or null for none
 * @param timeout how long calls may take
 * @param maxRetries how often a call is tried again
 * @param maxRetryAfter the longest {@code Retry-After} that is waited for
 * @param listener hears of the calls, or null for nobody
 * @param executor where futures complete
 * @param time how time passes
 * @param lifecycle whether the client is open
 */
public record Settings(
        Supplier<@Nullable String> token,
        Timeout timeout,
        int maxRetries,
        Duration maxRetryAfter,
        @Nullable CallListener listener,
        Executor executor,
        Time time,
        Lifecycle lifecycle) {}
