package com.bahasadri.videocall.server.adapter.realtimekit;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * Where RealtimeKit is, and who calls it. Immutable and safe for use by many threads.
 *
 * @param baseUrl the API's address, up to and including {@code /client/v4}
 * @param accountId the Cloudflare account
 * @param appId the RealtimeKit app
 * @param apiToken the Cloudflare API token, a secret
 * @param policy how long and how often it is tried
 */
public record RealtimeKitSettings(URI baseUrl, String accountId, String appId, String apiToken, CallPolicy policy) {
    /** Where Cloudflare's API is. */
    public static final URI CLOUDFLARE = URI.create("https://api.cloudflare.com/client/v4");

    /** Requires all; the address must be HTTP or HTTPS, the ids and the token not blank. */
    public RealtimeKitSettings {
        requireNonNull(baseUrl, "baseUrl is null");
        requireNonNull(policy, "policy is null");
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
     * Settings with the default policy.
     *
     * @param baseUrl the API's address, up to and including {@code /client/v4}
     * @param accountId the Cloudflare account
     * @param appId the RealtimeKit app
     * @param apiToken the Cloudflare API token
     * @return the settings
     */
    public static RealtimeKitSettings of(URI baseUrl, String accountId, String appId, String apiToken) {
        return new RealtimeKitSettings(baseUrl, accountId, appId, apiToken, CallPolicy.standard());
    }

    /**
     * The same settings, tried otherwise.
     *
     * @param other how long and how often
     * @return the settings
     */
    public RealtimeKitSettings with(CallPolicy other) {
        return new RealtimeKitSettings(baseUrl, accountId, appId, apiToken, other);
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
                + ", apiToken=***, policy=" + policy + "]";
    }
}
