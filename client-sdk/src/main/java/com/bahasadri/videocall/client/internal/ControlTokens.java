package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.api.TokensApi;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.MalformedAnswerException;
import com.bahasadri.videocall.client.model.ControlToken;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The control token of one session: minted when it is first needed, kept, and minted anew 60 s before it expires, or at half of its
 * time if that is shorter. One thread mints, the others wait for it. Safe for use by many threads.
 */
public final class ControlTokens implements RenewableToken {
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final ReentrantLock lock = new ReentrantLock();
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

    /**
     * The token, minted first where there is none or it is about to expire.
     *
     * @throws IllegalStateException if it is closed
     * @throws CancelledException if the thread is interrupted while it waits
     */
    @Override
    public String get() {
        ControlToken now = held;
        return isFresh(now) ? now.token() : minted(null).token();
    }

    @Override
    public boolean renew(String refused) {
        if (mint == null || ended || closed) {
            return false;
        }
        minted(refused);
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

    private ControlToken minted(@Nullable String refused) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("waiting for a control token was interrupted", e);
        }
        try {
            ControlToken now = held;
            if (isFresh(now) && !now.token().equals(refused)) {
                return now;
            }
            if (closed || mint == null) {
                throw new IllegalStateException("this control is closed");
            }
            ControlToken minted = kept(mint.createControlToken(sessionId));
            held = closed ? null : minted;
            return minted;
        } finally {
            lock.unlock();
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
