package com.bahasadri.videocall.server.repeat;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What two bodies are compared by.
 *
 * @param length how many bytes
 * @param sha256 their SHA-256 in hexadecimal digits
 */
public record Sum(long length, String sha256) {
    /** Requires the digest. */
    public Sum {
        requireNonNull(sha256, "sha256 is null");
    }

    /**
     * The sum of a body.
     *
     * @param body the body
     * @return its sum
     */
    public static Sum of(byte[] body) {
        return new Sum(body.length, HexFormat.of().formatHex(newDigest().digest(body)));
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
