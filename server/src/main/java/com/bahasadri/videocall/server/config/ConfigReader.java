package com.bahasadri.videocall.server.config;

import com.bahasadri.videocall.server.config.Config.Cloudflare;
import com.bahasadri.videocall.server.config.Config.IceServer;
import com.bahasadri.videocall.server.config.Config.Tls;
import com.bahasadri.videocall.server.domain.control.UnmutePolicy;
import com.bahasadri.videocall.server.http.ClientAddress;
import com.bahasadri.videocall.server.port.StateStore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the environment, and collects every error instead of stopping at the first. */
final class ConfigReader {
    private static final int MIN_KEY = 16;
    private static final long MAX_PRESENCE_SECONDS = 3_600;

    private final Variables variables;

    ConfigReader(Map<String, String> environment) {
        variables = new Variables(environment);
    }

    Config read() {
        Upstreams upstreams = new Upstreams(variables);
        Cloudflare cloudflare = upstreams.cloudflare();
        Config config = new Config(
                variables.text("VIDEO_CALL_HOST", "127.0.0.1"),
                variables.port("VIDEO_CALL_PORT", 8787),
                variables.port("VIDEO_CALL_EMULATOR_PORT", 8788),
                tls(),
                variables.path("VIDEO_CALL_DATA_DIR", "./data"),
                upstreams.redis(cloudflare),
                cloudflare,
                upstreams.r2(cloudflare),
                files(),
                (int) variables.number("VIDEO_CALL_EVENT_LIMIT", StateStore.EVENTS_KEPT, 1_000_000),
                operatorKeys(),
                variables.flag("VIDEO_CALL_ALLOW_ANONYMOUS_OPERATORS"),
                joinUrl(),
                origins(),
                trustedProxies(),
                iceServers(),
                calls());
        requireSafeHost(config);
        if (!variables.errors().isEmpty()) {
            throw new ConfigException(variables.errors());
        }
        return config;
    }

    private Config.Files files() {
        Config.Files standard = Config.Files.standard();
        return new Config.Files(
                variables.number("VIDEO_CALL_MAX_FILE_BYTES", standard.maxFileBytes(), Long.MAX_VALUE),
                variables.number("VIDEO_CALL_MAX_STORAGE_BYTES", standard.maxStorageBytes(), Long.MAX_VALUE),
                // R2 signs URLs for 7 days at most.
                Duration.ofSeconds(variables.number(
                        "VIDEO_CALL_FILE_URL_SECONDS", standard.urlLifetime().toSeconds(), 604_800)),
                Duration.ofHours(variables.number(
                        "VIDEO_CALL_FILE_RETENTION_HOURS", standard.retention().toHours(), 87_600)));
    }

    private @Nullable Tls tls() {
        Map<String, String> given = variables.allOrNone("VIDEO_CALL_TLS_CERTIFICATE", "VIDEO_CALL_TLS_KEY");
        if (given.size() < 2) {
            return null;
        }
        given.forEach((name, file) -> {
            if (!Files.isReadable(Path.of(file))) {
                variables.wrong(name + ": cannot read the file " + file);
            }
        });
        return new Tls(
                Path.of(given.getOrDefault("VIDEO_CALL_TLS_CERTIFICATE", "")),
                Path.of(given.getOrDefault("VIDEO_CALL_TLS_KEY", "")));
    }

    private List<String> operatorKeys() {
        List<String> keys = List.copyOf(variables.list("VIDEO_CALL_OPERATOR_KEYS", ""));
        if (keys.stream().anyMatch(key -> key.length() < MIN_KEY)) {
            variables.wrong("VIDEO_CALL_OPERATOR_KEYS: each key needs at least " + MIN_KEY + " characters");
        }
        return keys;
    }

    private @Nullable String joinUrl() {
        String template = variables.optional("VIDEO_CALL_JOIN_URL");
        if (template != null && !(template.contains("{session_id}") && template.contains("{token}"))) {
            variables.wrong("VIDEO_CALL_JOIN_URL: needs {session_id} and {token}");
        } else if (template != null) {
            String example = template.replaceAll("\\{(session_id|token|name)}", "x");
            variables.parseUrl("VIDEO_CALL_JOIN_URL", example);
        }
        return template;
    }

    private Set<String> origins() {
        Set<String> origins = variables.list("VIDEO_CALL_CORS_ORIGINS", "https://bahasadri.com");
        for (String origin : origins) {
            URI url = variables.parseUrl("VIDEO_CALL_CORS_ORIGINS", origin);
            if (url != null && (!url.getRawPath().isEmpty() || url.getRawQuery() != null)) {
                variables.wrong("VIDEO_CALL_CORS_ORIGINS: " + origin + " must be a scheme, host and port only");
            }
        }
        return origins;
    }

    private Set<String> trustedProxies() {
        Set<String> proxies = variables.list("VIDEO_CALL_TRUSTED_PROXIES", "");
        for (String proxy : proxies) {
            if (ClientAddress.canonical(proxy) == null) {
                variables.wrong("VIDEO_CALL_TRUSTED_PROXIES: " + proxy + " is not an IP address");
            }
        }
        return proxies;
    }

    private List<IceServer> iceServers() {
        String json = variables.optional("VIDEO_CALL_ICE_SERVERS");
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
        variables.wrong(
                "VIDEO_CALL_ICE_SERVERS: must be a JSON array such as [{\"urls\":[\"stun:stun.example:3478\"]}]");
        return List.of();
    }

    private Config.Calls calls() {
        Duration standard = Config.Calls.standard().presence();
        return new Config.Calls(
                unmute(),
                Duration.ofSeconds(
                        variables.number("VIDEO_CALL_PRESENCE_SECONDS", standard.toSeconds(), MAX_PRESENCE_SECONDS)));
    }

    private UnmutePolicy unmute() {
        String policy = variables.text("VIDEO_CALL_UNMUTE", "direct");
        if (policy.equals("ask")) {
            return UnmutePolicy.ASK;
        }
        if (!policy.equals("direct")) {
            variables.wrong("VIDEO_CALL_UNMUTE: " + policy + " is neither direct nor ask");
        }
        return UnmutePolicy.DIRECT;
    }

    private void requireSafeHost(Config config) {
        boolean open = config.operatorKeys().isEmpty() && !config.allowAnonymousOperators();
        try {
            if (open && !InetAddress.getByName(config.host()).isLoopbackAddress()) {
                variables.wrong("VIDEO_CALL_HOST: " + config.host() + " is not loopback, so anyone who reaches it could"
                        + " create and control sessions: set VIDEO_CALL_OPERATOR_KEYS, or"
                        + " VIDEO_CALL_ALLOW_ANONYMOUS_OPERATORS=true");
            }
        } catch (UnknownHostException e) {
            variables.wrong("VIDEO_CALL_HOST: unknown host " + config.host());
        }
    }
}
