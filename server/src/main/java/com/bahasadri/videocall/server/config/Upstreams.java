package com.bahasadri.videocall.server.config;

import com.bahasadri.videocall.server.config.Config.Cloudflare;
import com.bahasadri.videocall.server.config.Config.R2;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the server uses that is elsewhere: RealtimeKit, a bucket, a Redis. */
final class Upstreams {
    private final Variables variables;

    Upstreams(Variables variables) {
        this.variables = variables;
    }

    @Nullable
    Cloudflare cloudflare() {
        Map<String, String> given = variables.allOrNone(
                "CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_REALTIME_APP_ID", "CLOUDFLARE_REALTIME_API_TOKEN");
        URI base = variables.url("CLOUDFLARE_API_BASE_URL", "https://api.cloudflare.com/client/v4");
        URI key = optionalUrl("CLOUDFLARE_WEBHOOK_KEY_URL");
        URI publicUrl = optionalUrl("VIDEO_CALL_PUBLIC_URL");
        if (given.isEmpty() || base == null) {
            return null;
        }
        Cloudflare account = new Cloudflare(
                base,
                given.getOrDefault("CLOUDFLARE_ACCOUNT_ID", ""),
                given.getOrDefault("CLOUDFLARE_REALTIME_APP_ID", ""),
                given.getOrDefault("CLOUDFLARE_REALTIME_API_TOKEN", ""));
        return new Cloudflare(
                base,
                account.accountId(),
                account.appId(),
                account.apiToken(),
                key == null ? account.webhookKeyUrl() : key,
                publicUrl);
    }

    private @Nullable URI optionalUrl(String name) {
        String value = variables.optional(name);
        return value == null ? null : variables.parseUrl(name, value);
    }

    @Nullable
    URI redis(@Nullable Cloudflare cloudflare) {
        String value = variables.optional("REDIS_URL");
        if (value == null) {
            return null;
        }
        if (cloudflare == null) {
            variables.wrong("REDIS_URL: set CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_REALTIME_APP_ID and"
                    + " CLOUDFLARE_REALTIME_API_TOKEN too, for servers do not share an emulator");
        }
        try {
            URI url = new URI(value);
            boolean known = "redis".equals(url.getScheme()) || "rediss".equals(url.getScheme());
            if (known
                    && url.getHost() != null
                    && url.getRawPath().matches("(/[0-9]{0,4})?")
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        // Without the value: it may have a password.
        variables.wrong("REDIS_URL: is not of the form redis://USER:PASSWORD@HOST:PORT/DATABASE, or rediss:// for TLS");
        return null;
    }

    @Nullable
    R2 r2(@Nullable Cloudflare cloudflare) {
        Map<String, String> given = variables.allOrNone("R2_BUCKET", "R2_ACCESS_KEY_ID", "R2_SECRET_ACCESS_KEY");
        String publicUrl = variables.optional("R2_PUBLIC_URL");
        if (given.isEmpty()) {
            return null;
        }
        if (cloudflare == null && variables.optional("R2_ENDPOINT") == null) {
            variables.wrong("R2_ENDPOINT: set it, for without CLOUDFLARE_ACCOUNT_ID there is no default");
            return null;
        }
        String account = cloudflare == null ? "" : cloudflare.accountId();
        URI endpoint = variables.url("R2_ENDPOINT", "https://" + account + ".r2.cloudflarestorage.com");
        return endpoint == null
                ? null
                : new R2(
                        given.getOrDefault("R2_BUCKET", ""),
                        given.getOrDefault("R2_ACCESS_KEY_ID", ""),
                        given.getOrDefault("R2_SECRET_ACCESS_KEY", ""),
                        endpoint,
                        publicUrl == null ? null : variables.parseUrl("R2_PUBLIC_URL", publicUrl));
    }
}
