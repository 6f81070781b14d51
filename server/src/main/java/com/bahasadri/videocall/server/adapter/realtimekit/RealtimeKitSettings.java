package com.bahasadri.videocall.server.adapter.realtimekit;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;

/**
 * Where RealtimeKit is, and who calls it. Immutable and safe for use by many threads.
 *
 * @param baseUrl the API's address, up to and including {@code /client/v4}
 * @param accountId the Cloudflare account
 * @param appId the RealtimeKit app
 * @param apiToken the Cloudflare API token, a secret
 * @param connectTimeout how long connecting may take; 3 seconds by default
 * @param readTimeout how long the other side may be silent; 10 seconds by default
 * @param callTimeout how long a call may take in all; 15 seconds by default
 */
public record RealtimeKitSettings(
        URI baseUrl,
        String accountId,
        String appId,
        String apiToken,
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout) {
    /** Where Cloudflare's API is. */
    public static final URI CLOUDFLARE = URI.create("https://api.cloudflare.com/client/v4");

    /** Requires all; the address must be HTTP or HTTPS, the ids and the token not blank. */
    public RealtimeKitSettings {
        requireNonNull(baseUrl, "baseUrl is null");
        requireNonNull(connectTimeout, "connectTimeout is null");
        requireNonNull(readTimeout, "readTimeout is null");
        requireNonNull(callTimeout, "callTimeout is null");
        if (baseUrl.getHost() == null || !("http".equals(baseUrl.getScheme()) || "https".equals(baseUrl.getScheme()))) {
            throw new IllegalArgumentException("baseUrl is not an HTTP address");
        }
        requirePathSegment(accountId, "accountId");
        requirePathSegment(appId, "appId");
        if (!requireNonNull(apiToken, "apiToken is null").matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException("apiToken is empty or has characters that no token has");
        }
    }

    /**
     * Settings with the default timeouts.
     *
     * @param baseUrl the API's address, up to and including {@code /client/v4}
     * @param accountId the Cloudflare account
     * @param appId the RealtimeKit app
     * @param apiToken the Cloudflare API token
     * @return the settings
     */
    public static RealtimeKitSettings of(URI baseUrl, String accountId, String appId, String apiToken) {
        return new RealtimeKitSettings(
                baseUrl,
                accountId,
                appId,
                apiToken,
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15));
    }

    private static void requirePathSegment(String id, String name) {
        requireNonNull(id, name + " is null");
        if (!PathSegments.isOne(id)) {
            throw new IllegalArgumentException(name + " is not an id");
        }
    }

    /** Masks the token. */
    @Override
    public String toString() {
        return "RealtimeKitSettings[baseUrl=" + baseUrl + ", accountId=" + accountId + ", appId=" + appId
                + ", apiToken=***, connectTimeout=" + connectTimeout + ", readTimeout=" + readTimeout
                + ", callTimeout=" + callTimeout + "]";
    }
}
