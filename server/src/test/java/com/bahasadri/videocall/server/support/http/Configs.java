package com.bahasadri.videocall.server.support.http;

import com.bahasadri.videocall.server.config.Config;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        return onRealtimeKit(new Config.Cloudflare(baseUrl, "account", "app", apiToken));
    }

    /** Calls on RealtimeKit. */
    public static Config onRealtimeKit(Config.Cloudflare account) {
        return config(null, null, account, List.of(), null, Set.of(), Set.of());
    }

    /** State in a Redis, and calls on RealtimeKit at an address. */
    public static Config sharing(URI redis, Config.Cloudflare account) {
        return config(null, redis, account, List.of(), null, Set.of(), Set.of());
    }

    /** State and files in a directory. */
    public static Config in(Path directory) {
        return in(directory, 0);
    }

    /** State and files in a directory, on a port. */
    public static Config in(Path directory, int port) {
        return Config.read(Map.of(
                "VIDEO_CALL_DATA_DIR", directory.toString(),
                "VIDEO_CALL_PORT", String.valueOf(port),
                "VIDEO_CALL_EMULATOR_PORT", "0"));
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
                Config.ephemeral().eventLimit(),
                operatorKeys,
                false,
                joinUrl,
                corsOrigins,
                trustedProxies,
                List.of(),
                Config.Calls.standard());
    }
}
