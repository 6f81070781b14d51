package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.error.ApiException;
import com.bahasadri.videocall.client.error.MalformedAnswerException;
import com.bahasadri.videocall.client.error.TransportException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Whether a lost connection is made again, and when. For one thread. */
final class Reconnects {
    private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(5);
    private static final Duration HEALTHY = Duration.ofSeconds(10);
    private static final int MOST_MALFORMED = 3;

    private final RetryPolicy policy;
    private final int most;
    private int made;
    private int malformed;

    Reconnects(int most, Duration maxRetryAfter) {
        this.most = most;
        this.policy = new RetryPolicy(maxRetryAfter.compareTo(MAX_RETRY_AFTER) > 0 ? maxRetryAfter : MAX_RETRY_AFTER);
    }

    /** There was an event, so what follows is the first loss again. */
    void progress() {
        made = 0;
        malformed = 0;
    }

    /** A connection stood for that long. */
    void stood(Duration time) {
        if (time.compareTo(HEALTHY) >= 0) {
            made = 0;
        }
    }

    /** How many connections in a row have been made again. */
    int made() {
        return made;
    }

    /**
     * How long to wait for the next connection.
     *
     * @param failure why the last one ended, or null where the server ended it in good order
     * @throws RuntimeException the failure, where nothing is to be made again
     */
    Duration next(@Nullable RuntimeException failure) {
        Optional<Duration> wait = mayEndOtherwise(failure) && (most < 0 || made < most)
                ? policy.wait(made + 1, retryAfter(failure))
                : Optional.empty();
        if (wait.isEmpty()) {
            throw failure != null
                    ? failure
                    : new TransportException(
                            TransportException.Reason.CUT, "listEvents ended before the session, too many times", null);
        }
        made = Math.min(made + 1, Integer.MAX_VALUE - 1);
        return wait.get();
    }

    private boolean mayEndOtherwise(@Nullable RuntimeException failure) {
        if (failure instanceof ApiException refusal) {
            return RetryPolicy.isWorthIt(refusal.status());
        }
        if (failure instanceof MalformedAnswerException) {
            malformed++;
            return malformed < MOST_MALFORMED;
        }
        return failure == null || (failure instanceof TransportException && !isOfACertificate(failure.getCause()));
    }

    /** Whether the server showed a certificate that is not to be trusted, as it will the next time. */
    private static boolean isOfACertificate(@Nullable Throwable cause) {
        return cause instanceof SSLPeerUnverifiedException
                || (cause instanceof SSLHandshakeException && cause.getCause() instanceof CertificateException);
    }

    private static Optional<Duration> retryAfter(@Nullable RuntimeException failure) {
        return failure instanceof ApiException refusal ? refusal.retryAfter() : Optional.empty();
    }
}
