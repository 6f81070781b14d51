package com.bahasadri.videocall.server.log;

import java.util.HexFormat;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The name of a request, in its answer and in every line that is logged for it. */
public final class RequestId {
    /** The header that carries it, both ways. */
    public static final String HEADER = "X-Request-Id";

    private static final String LOG_KEY = "request_id";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private RequestId() {}

    /**
     * Keeps a caller's id, or makes one.
     *
     * @param asked what the caller sent, or null
     * @return the caller's, if it is 8 to 64 letters, digits, underscores and hyphens, else a new one
     */
    public static String choose(@Nullable String asked) {
        return asked != null && ACCEPTED.matcher(asked).matches()
                ? asked
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /**
     * Does something under an id, so that what is logged meanwhile carries it.
     *
     * @param requestId the id
     * @param work what to do
     */
    public static void within(String requestId, Runnable work) {
        MDC.put(LOG_KEY, requestId);
        try {
            work.run();
        } finally {
            MDC.remove(LOG_KEY);
        }
    }

    /**
     * Does something on other threads under the id of who asks for it.
     *
     * @param threads the threads
     * @return passes work on to them
     */
    public static Executor passedOn(Executor threads) {
        return work -> {
            String requestId = choose(current());
            threads.execute(() -> within(requestId, work));
        };
    }

    /**
     * The id of what this thread does.
     *
     * @return the id, or null outside a request
     */
    public static @Nullable String current() {
        return MDC.get(LOG_KEY);
    }
}
