package com.bahasadri.videocall.server.port;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import org.jspecify.annotations.Nullable;

/** Tells RealtimeKit's webhooks from everybody else's. Safe for use by many threads. */
@FunctionalInterface
public interface WebhookSignatures {
    /**
     * Checks a signature.
     *
     * @param body the bytes that were sent
     * @param signature the signature that came with them, in Base64, or null
     * @return whether it is RealtimeKit's
     * @throws ServiceException with {@link ErrorCode#UNAVAILABLE} where nobody can tell, for the key cannot be read
     */
    boolean verify(byte[] body, @Nullable String signature);
}
