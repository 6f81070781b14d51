package com.bahasadri.videocall.server.domain.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The form in which tokens and keys are kept and compared, so that the store never holds one that works. */
public final class TokenDigest {
    private TokenDigest() {}

    /**
     * Digests a token.
     *
     * @param token the token
     * @return its SHA-256 in 64 hexadecimal digits
     */
    public static String of(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
