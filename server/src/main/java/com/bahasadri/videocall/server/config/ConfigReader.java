package com.bahasadri.videocall.server.config;

import com.bahasadri.videocall.server.config.Config.Cloudflare;
import com.bahasadri.videocall.server.config.Config.IceServer;
import com.bahasadri.videocall.server.config.Config.R2;
import com.bahasadri.videocall.server.config.Config.Tls;
import com.bahasadri.videocall.server.domain.control.UnmutePolicy;
import com.bahasadri.videocall.server.http.ClientAddress;
import com.bahasadri.videocall.server.port.StateStore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the environment, and collects every error instead of stopping at the first. */
final class ConfigReader {
    private static final int MIN_KEY = 16;

    private final Map<String, String> environment;
    private final List<String> errors = new ArrayList<>();

    ConfigReader(Map<String, String> environment) {
        this.environment = environment;
    }

    Config read() {
        Cloudflare cloudflare = cloudflare();
        Config config = new Config(
                text("VIDEO_CALL_HOST", "127.0.0.1"),
                port("VIDEO_CALL_PORT", 8787),
                port("VIDEO_CALL_EMULATOR_PORT", 8788),
                tls(),
                path("VIDEO_CALL_DATA_DIR", "./data"),
                redis(cloudflare),
                cloudflare,
                r2(cloudflare),
                files(),
                (int) number("VIDEO_CALL_EVENT_LIMIT", StateStore.EVENTS_KEPT, 1_000_000),
                operatorKeys(),
                flag("VIDEO_CALL_ALLOW_ANONYMOUS_OPERATORS"),
                joinUrl(),
                origins(),
                trustedProxies(),
                iceServers(),
                unmute());
        requireSafeHost(config);
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
        return config;
    }

    private @Nullable Cloudflare cloudflare() {
        Map<String, String> given =
                allOrNone("CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_REALTIME_APP_ID", "CLOUDFLARE_REALTIME_API_TOKEN");
        URI base = url("CLOUDFLARE_API_BASE_URL", "https://api.cloudflare.com/client/v4");
        if (given.isEmpty() || base == null) {
            return null;
        }
        return new Cloudflare(
                base,
                given.getOrDefault("CLOUDFLARE_ACCOUNT_ID", ""),
                given.getOrDefault("CLOUDFLARE_REALTIME_APP_ID", ""),
                given.getOrDefault("CLOUDFLARE_REALTIME_API_TOKEN", ""));
    }

    private @Nullable URI redis(@Nullable Cloudflare cloudflare) {
        String value = optional("REDIS_URL");
        if (value == null) {
            return null;
        }
        if (cloudflare == null) {
            errors.add("REDIS_URL: set CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_REALTIME_APP_ID and"
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
        errors.add("REDIS_URL: is not of the form redis://USER:PASSWORD@HOST:PORT/DATABASE, or rediss:// for TLS");
        return null;
    }

    private @Nullable R2 r2(@Nullable Cloudflare cloudflare) {
        Map<String, String> given = allOrNone("R2_BUCKET", "R2_ACCESS_KEY_ID", "R2_SECRET_ACCESS_KEY");
        String publicUrl = optional("R2_PUBLIC_URL");
        if (given.isEmpty()) {
            return null;
        }
        if (cloudflare == null && optional("R2_ENDPOINT") == null) {
            errors.add("R2_ENDPOINT: set it, for without CLOUDFLARE_ACCOUNT_ID there is no default");
            return null;
        }
        String account = cloudflare == null ? "" : cloudflare.accountId();
        URI endpoint = url("R2_ENDPOINT", "https://" + account + ".r2.cloudflarestorage.com");
        return endpoint == null
                ? null
                : new R2(
                        given.getOrDefault("R2_BUCKET", ""),
                        given.getOrDefault("R2_ACCESS_KEY_ID", ""),
                        given.getOrDefault("R2_SECRET_ACCESS_KEY", ""),
                        endpoint,
                        publicUrl == null ? null : parseUrl("R2_PUBLIC_URL", publicUrl));
    }

    private Config.Files files() {
        Config.Files standard = Config.Files.standard();
        return new Config.Files(
                number("VIDEO_CALL_MAX_FILE_BYTES", standard.maxFileBytes(), Long.MAX_VALUE),
                number("VIDEO_CALL_MAX_STORAGE_BYTES", standard.maxStorageBytes(), Long.MAX_VALUE),
                // R2 signs URLs for 7 days at most.
                Duration.ofSeconds(number(
                        "VIDEO_CALL_FILE_URL_SECONDS", standard.urlLifetime().toSeconds(), 604_800)),
                Duration.ofHours(number(
                        "VIDEO_CALL_FILE_RETENTION_HOURS", standard.retention().toHours(), 87_600)));
    }

    private @Nullable Tls tls() {
        Map<String, String> given = allOrNone("VIDEO_CALL_TLS_CERTIFICATE", "VIDEO_CALL_TLS_KEY");
        if (given.size() < 2) {
            return null;
        }
        given.forEach((name, file) -> {
            if (!Files.isReadable(Path.of(file))) {
                errors.add(name + ": cannot read the file " + file);
            }
        });
        return new Tls(
                Path.of(given.getOrDefault("VIDEO_CALL_TLS_CERTIFICATE", "")),
                Path.of(given.getOrDefault("VIDEO_CALL_TLS_KEY", "")));
    }

    private List<String> operatorKeys() {
        List<String> keys = List.copyOf(list("VIDEO_CALL_OPERATOR_KEYS", ""));
        if (keys.stream().anyMatch(key -> key.length() < MIN_KEY)) {
            errors.add("VIDEO_CALL_OPERATOR_KEYS: each key needs at least " + MIN_KEY + " characters");
        }
        return keys;
    }

    private @Nullable String joinUrl() {
        String template = optional("VIDEO_CALL_JOIN_URL");
        if (template != null && !(template.contains("{session_id}") && template.contains("{token}"))) {
            errors.add("VIDEO_CALL_JOIN_URL: needs {session_id} and {token}");
        } else if (template != null) {
            String example = template.replaceAll("\\{(session_id|token|name)}", "x");
            parseUrl("VIDEO_CALL_JOIN_URL", example);
        }
        return template;
    }

    private Set<String> origins() {
        Set<String> origins = list("VIDEO_CALL_CORS_ORIGINS", "https://bahasadri.com");
        for (String origin : origins) {
            URI url = parseUrl("VIDEO_CALL_CORS_ORIGINS", origin);
            if (url != null && (!url.getRawPath().isEmpty() || url.getRawQuery() != null)) {
                errors.add("VIDEO_CALL_CORS_ORIGINS: " + origin + " must be a scheme, host and port only");
            }
        }
        return origins;
    }

    private Set<String> trustedProxies() {
        Set<String> proxies = list("VIDEO_CALL_TRUSTED_PROXIES", "");
        for (String proxy : proxies) {
            if (ClientAddress.canonical(proxy) == null) {
                errors.add("VIDEO_CALL_TRUSTED_PROXIES: " + proxy + " is not an IP address");
            }
        }
        return proxies;
    }

    private List<IceServer> iceServers() {
        String json = optional("VIDEO_CALL_ICE_SERVERS");
        if (json == null) {
            return List.of();
        }
        try {
            List<@Nullable IceServer> servers = new JsonMapper().readValue(json, new TypeReference<>() {});
            if (servers != null && !servers.contains(null)) {
                return List.copyOf(servers);
            }
        } catch (JsonProcessingException e) {
            // Told below.
        }
        errors.add("VIDEO_CALL_ICE_SERVERS: must be a JSON array such as [{\"urls\":[\"stun:stun.example:3478\"]}]");
        return List.of();
    }

    private UnmutePolicy unmute() {
        String policy = text("VIDEO_CALL_UNMUTE", "direct");
        if (policy.equals("ask")) {
            return UnmutePolicy.ASK;
        }
        if (!policy.equals("direct")) {
            errors.add("VIDEO_CALL_UNMUTE: " + policy + " is neither direct nor ask");
        }
        return UnmutePolicy.DIRECT;
    }

    private void requireSafeHost(Config config) {
        boolean open = config.operatorKeys().isEmpty() && !config.allowAnonymousOperators();
        try {
            if (open && !InetAddress.getByName(config.host()).isLoopbackAddress()) {
                errors.add("VIDEO_CALL_HOST: " + config.host() + " is not loopback, so anyone who reaches it could"
                        + " create and control sessions: set VIDEO_CALL_OPERATOR_KEYS, or"
                        + " VIDEO_CALL_ALLOW_ANONYMOUS_OPERATORS=true");
            }
        } catch (UnknownHostException e) {
            errors.add("VIDEO_CALL_HOST: unknown host " + config.host());
        }
    }

    private Map<String, String> allOrNone(String... names) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : names) {
            String value = optional(name);
            if (value != null) {
                given.put(name, value);
            }
        }
        if (!given.isEmpty() && given.size() < names.length) {
            String missing = Arrays.stream(names)
                    .filter(name -> !given.containsKey(name))
                    .collect(Collectors.joining(", "));
            errors.add(missing + ": missing, while " + String.join(", ", given.keySet()) + " is set");
        }
        return given;
    }

    private @Nullable String optional(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private String text(String name, String fallback) {
        String value = optional(name);
        return value == null ? fallback : value;
    }

    private int port(String name, int fallback) {
        String value = text(name, String.valueOf(fallback));
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        errors.add(name + ": " + value + " is not a port from 0 to 65535");
        return fallback;
    }

    private long number(String name, long fallback, long max) {
        String value = text(name, String.valueOf(fallback));
        try {
            long number = Long.parseLong(value);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        errors.add(name + ": " + value + " is not a whole number from 1 to " + max);
        return fallback;
    }

    private boolean flag(String name) {
        String value = text(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            errors.add(name + ": " + value + " is neither true nor false");
        }
        return value.equals("true");
    }

    private Path path(String name, String fallback) {
        String value = text(name, fallback);
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            errors.add(name + ": " + value + " is not a path");
            return Path.of(fallback);
        }
    }

    private Set<String> list(String name, String fallback) {
        return Arrays.stream(text(name, fallback).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private @Nullable URI url(String name, String fallback) {
        return parseUrl(name, text(name, fallback));
    }

    private @Nullable URI parseUrl(String name, String value) {
        try {
            URI url = new URI(value);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        errors.add(name + ": " + value + " is not an http or https URL");
        return null;
    }
}
