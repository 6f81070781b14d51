package com.bahasadri.videocall.server.support.http;

import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.domain.control.UnmutePolicy;
import com.bahasadri.videocall.server.port.StateStore;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Configurations for tests: ports that the system chooses, state in memory, and what the test is about. */
public final class Configs {
    /** An operator key. */
    public static final String OPERATOR_KEY = "operator-key-0123456789";

    private Configs() {}

    /** The closed mode. */
    public static Config closed() {
        return config(null, null, null, List.of("another-operator-key-01", OPERATOR_KEY), null, Set.of(), Set.of());
    }

    /** Pages of some origins may call the API. */
    public static Config allowingOrigins(Set<String> origins) {
        return config(null, null, null, List.of(), null, origins, Set.of());
    }

    /** Some proxies' word is believed. */
    public static Config trustingProxies(Set<String> proxies) {
        return config(null, null, null, List.of(), null, Set.of(), proxies);
    }

    /** Join links of one's own. */
    public static Config joiningAt(String template) {
        return config(null, null, null, List.of(), template, Set.of(), Set.of());
    }

    /** HTTPS. */
    public static Config secured(Config.Tls tls) {
        return config(tls, null, null, List.of(), null, Set.of(), Set.of());
    }

    /** Calls on RealtimeKit at an address. */
    public static Config onRealtimeKit(URI baseUrl, String apiToken) {
        Config.Cloudflare account = new Config.Cloudflare(baseUrl, "account", "app", apiToken);
        return config(null, null, account, List.of(), null, Set.of(), Set.of());
    }

    /** State in a Redis, and calls on RealtimeKit at an address. */
    public static Config sharing(URI redis, Config.Cloudflare account) {
        return config(null, redis, account, List.of(), null, Set.of(), Set.of());
    }

    /** A configuration that keeps so many events of each session. */
    public static Config keepingEvents(Config config, int events) {
        return new Config(
                config.host(),
                config.port(),
                config.emulatorPort(),
                config.tls(),
                config.dataDir(),
                config.redis(),
                config.cloudflare(),
                config.r2(),
                config.files(),
                events,
                config.operatorKeys(),
                config.allowAnonymousOperators(),
                config.joinUrl(),
                config.corsOrigins(),
                config.trustedProxies(),
                config.iceServers(),
                config.unmute());
    }

    private static Config config(
            Config.@Nullable Tls tls,
            @Nullable URI redis,
            Config.@Nullable Cloudflare cloudflare,
            List<String> operatorKeys,
            @Nullable String joinUrl,
            Set<String> corsOrigins,
            Set<String> trustedProxies) {
        return new Config(
                "127.0.0.1",
                0,
                0,
                tls,
                null,
                redis,
                cloudflare,
                null,
                Config.Files.standard(),
                StateStore.EVENTS_KEPT,
                operatorKeys,
                false,
                joinUrl,
                corsOrigins,
                trustedProxies,
                List.of(),
                UnmutePolicy.DIRECT);
    }
}
