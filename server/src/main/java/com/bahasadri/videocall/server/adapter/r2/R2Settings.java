package com.bahasadri.videocall.server.adapter.r2;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which bucket has the files, and how long its answers may take. Immutable and safe for use by many threads.
 *
 * @param endpoint the S3 endpoint, such as {@code https://ACCOUNT.r2.cloudflarestorage.com}
 * @param bucket the bucket's name
 * @param accessKeyId the access key's id
 * @param secretAccessKey the access key, a secret
 * @param publicUrl the base URL under which the bucket is public, or null where files play from presigned URLs
 * @param timeouts how long calls may take
 */
public record R2Settings(
        URI endpoint,
        String bucket,
        String accessKeyId,
        String secretAccessKey,
        @Nullable URI publicUrl,
        Timeouts timeouts) {
    /** Requires all but the public URL; addresses must be HTTP or HTTPS, names and keys not blank. */
    public R2Settings {
        requireHttp("endpoint", requireNonNull(endpoint, "endpoint is null"));
        requireText("bucket", requireNonNull(bucket, "bucket is null"));
        requireText("accessKeyId", requireNonNull(accessKeyId, "accessKeyId is null"));
        requireText("secretAccessKey", requireNonNull(secretAccessKey, "secretAccessKey is null"));
        if (publicUrl != null) {
            requireHttp("publicUrl", publicUrl);
        }
        requireNonNull(timeouts, "timeouts is null");
    }

    /** Masks the key. */
    @Override
    public String toString() {
        return "R2Settings[endpoint=" + endpoint + ", bucket=" + bucket + ", publicUrl=" + publicUrl + ", timeouts="
                + timeouts + "]";
    }

    private static void requireHttp(String name, URI address) {
        boolean http = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
        if (!http || address.getHost() == null) {
            throw new IllegalArgumentException(name + " is not an HTTP address: " + address);
        }
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is blank");
        }
    }

    /**
     * How long calls may take. One that fails for want of time, by a broken connection or with a 5xx is tried again,
     * three times in all.
     *
     * @param connect how long connecting may take; 5 seconds by default
     * @param silence how long the other side may be silent; 30 seconds by default
     * @param attempt how long one attempt of a call may take; 90 seconds by default, in which a part of 8 MiB passes
     *     at 0.75 Mbit/s
     * @param call how long a call may take, all attempts together; 120 seconds by default
     */
    public record Timeouts(Duration connect, Duration silence, Duration attempt, Duration call) {
        /** Requires all, and that they be positive. */
        public Timeouts {
            requirePositive("connect", requireNonNull(connect, "connect is null"));
            requirePositive("silence", requireNonNull(silence, "silence is null"));
            requirePositive("attempt", requireNonNull(attempt, "attempt is null"));
            requirePositive("call", requireNonNull(call, "call is null"));
        }

        /**
         * The defaults.
         *
         * @return 5, 30, 90 and 120 seconds
         */
        public static Timeouts standard() {
            return new Timeouts(
                    Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofSeconds(120));
        }

        private static void requirePositive(String name, Duration time) {
            if (time.isZero() || time.isNegative()) {
                throw new IllegalArgumentException(name + " is not positive: " + time);
            }
        }
    }
}
