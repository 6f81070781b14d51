package com.bahasadri.videocall.server.adapter.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import java.util.function.Supplier;

/**
 * Connects for the first time: a process that starts on a busy machine may be slower than a connection waits. What Redis
 * itself refuses, such as a password, is not tried again, for Lettuce may lose the reason the next time.
 */
final class FirstConnection {
    private static final int ATTEMPTS = 3;

    private FirstConnection() {}

    static <T> T by(Supplier<T> attempt) {
        for (int number = 1; ; number++) {
            try {
                return attempt.get();
            } catch (RedisException e) {
                if (number == ATTEMPTS || isRefusal(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isRefusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RedisCommandExecutionException && !(cause instanceof RedisLoadingException)) {
                return true;
            }
        }
        return false;
    }
}
