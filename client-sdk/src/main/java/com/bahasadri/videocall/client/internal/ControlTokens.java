package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.Timeout;
import com.bahasadri.videocall.client.api.TokensApi;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.MalformedAnswerException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.error.TransportException.Reason;
import com.bahasadri.videocall.client.model.ControlToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The control token of one session: minted when it is first needed, kept, and minted anew 60 s before it expires, or at half of its
 * time if that is shorter. One thread mints, the others wait for it. Safe for use by many threads.
 */
public final class ControlTokens implements RenewableToken {
    private static final Duration MARGIN = Duration.ofSeconds(60);

    /** Complete when the thread that mints has done so. */
    private final AtomicReference<@Nullable CompletableFuture<Void>> minting = new AtomicReference<>();

    private final @Nullable TokensApi mint;
    private final String sessionId;
    private final Time time;
    /** With the time until which it is used, which comes before that at which it expires. */
    private volatile @Nullable ControlToken held;

    private volatile boolean ended;
    private volatile boolean closed;

    /**
     * Mints them.
     *
     * @param mint mints, with the rights of who asks
     * @param sessionId the session
     * @param time tells when one expires
     */
    public ControlTokens(TokensApi mint, String sessionId, Time time) {
        this.mint = mint;
        this.sessionId = sessionId;
        this.time = time;
    }

    /**
     * Has one from elsewhere, which is never renewed.
     *
     * @param token the token
     */
    public ControlTokens(String token) {
        this.mint = null;
        this.sessionId = "";
        this.time = Time.system();
        this.held = new ControlToken(token, Instant.MAX);
    }

    @Override
    public boolean isThere() {
        return closed || isFresh(held);
    }

    /**
     * The token, minted first where there is none or it is about to expire.
     *
     * @throws IllegalStateException if it is closed
     * @throws CancelledException if it is cancelled or the thread is interrupted while it waits
     * @throws TransportException if that takes longer than the options let it
     */
    @Override
    public String get(RequestOptions options) {
        ensureOpen();
        ControlToken now = held;
        return isFresh(now) ? now.token() : minted(null, options).token();
    }

    @Override
    public boolean renew(String refused, RequestOptions options) {
        if (mint == null || ended || closed) {
            return false;
        }
        minted(refused, options);
        return true;
    }

    /** The session has ended: the token that there is still reads, and no other is minted. */
    public void end() {
        ended = true;
    }

    /** Forgets the token: whoever asks for it later is refused. */
    public void close() {
        closed = true;
        held = null;
    }

    private boolean isFresh(@Nullable ControlToken now) {
        return now != null && (mint == null || ended || time.now().isBefore(now.expiresAt()));
    }

    private ControlToken minted(@Nullable String refused, RequestOptions options) {
        Deadline deadline = new Deadline(options.timeout().map(Timeout::call).orElse(Duration.ZERO), time);
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> other = minting.compareAndExchange(null, mine);
        while (other != null) {
            await(other, deadline.left(), options.cancellation().orElseGet(Cancellation::new));
            other = minting.compareAndExchange(null, mine);
        }
        try {
            ControlToken now = held;
            if (isFresh(now) && !now.token().equals(refused)) {
                return now;
            }
            ensureOpen();
            ControlToken minted =
                    kept(Objects.requireNonNull(mint).createControlToken(sessionId, deadline.limited(options)));
            held = minted;
            if (closed) {
                held = null;
            }
            ensureOpen();
            return minted;
        } finally {
            minting.set(null);
            mine.complete(null);
        }
    }

    private static void await(CompletableFuture<Void> minting, Duration patience, Cancellation cancellation) {
        CompletableFuture<Void> over = minting.copy();
        Cancellation.Registration registered = cancellation.onCancel(() -> over.cancel(true));
        try {
            over.get(patience.isZero() ? Long.MAX_VALUE : patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("waiting for a control token was interrupted", e);
        } catch (CancellationException e) {
            throw new CancelledException("waiting for a control token was cancelled", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new TransportException(Reason.TIMEOUT, "no control token was there in time", e);
        } finally {
            registered.close();
        }
    }

    private void ensureOpen() {
        if (closed) {
            throw new IllegalStateException("this control is closed");
        }
    }

    private ControlToken kept(ControlToken minted) {
        if (minted.expiresAt() == null) {
            throw new MalformedAnswerException("createControlToken got a token that never expires");
        }
        Instant now = time.now();
        Duration life = Duration.between(now, minted.expiresAt());
        // By a clock that is far ahead it has expired already: then the server says when it has.
        if (life.isZero() || life.isNegative()) {
            return new ControlToken(HeaderRules.checkedToken(minted.token()), Instant.MAX);
        }
        Duration half = life.dividedBy(2);
        return new ControlToken(
                HeaderRules.checkedToken(minted.token()),
                minted.expiresAt().minus(half.compareTo(MARGIN) < 0 ? half : MARGIN));
    }

    /** Names no token. */
    @Override
    public String toString() {
        return "ControlTokens[***]";
    }
}
