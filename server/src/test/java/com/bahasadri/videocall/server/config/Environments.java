package com.bahasadri.videocall.server.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Environments for tests. */
final class Environments {
    private Environments() {}

    /** Every variable, each with another value than its default. */
    static Map<String, String> everything(Path certificate, Path key) {
        Map<String, String> environment = new HashMap<>();
        environment.put("VIDEO_CALL_HOST", "0.0.0.0");
        environment.put("VIDEO_CALL_PORT", "9000");
        environment.put("VIDEO_CALL_EMULATOR_PORT", "0");
        environment.put("VIDEO_CALL_TLS_CERTIFICATE", certificate.toString());
        environment.put("VIDEO_CALL_TLS_KEY", key.toString());
        environment.put("VIDEO_CALL_DATA_DIR", "/var/lib/video-call");
        environment.put("REDIS_URL", "rediss://user:redis-password@redis.example:6390/3");
        environment.put("VIDEO_CALL_MAX_FILE_BYTES", "1000");
        environment.put("VIDEO_CALL_MAX_STORAGE_BYTES", "5000");
        environment.put("VIDEO_CALL_FILE_URL_SECONDS", "60");
        environment.put("VIDEO_CALL_FILE_RETENTION_HOURS", "2");
        environment.put("VIDEO_CALL_EVENT_LIMIT", "500");
        environment.put("VIDEO_CALL_OPERATOR_KEYS", "operator-key-0123456789, operator-key-0123456789-2");
        environment.put("VIDEO_CALL_ALLOW_ANONYMOUS_OPERATORS", "true");
        environment.put("VIDEO_CALL_JOIN_URL", "https://example.org/join?s={session_id}#{token}");
        environment.put("VIDEO_CALL_CORS_ORIGINS", "https://a.example, http://localhost:3000,");
        environment.put("VIDEO_CALL_TRUSTED_PROXIES", "10.0.0.1,::1");
        environment.put(
                "VIDEO_CALL_ICE_SERVERS",
                "[{\"urls\":[\"turn:turn.example:3478\"],\"username\":\"user\",\"credential\":\"password\"}]");
        environment.put("VIDEO_CALL_UNMUTE", "ask");
        environment.put("VIDEO_CALL_PRESENCE_SECONDS", "40");
        environment.put("CLOUDFLARE_API_BASE_URL", "https://api.example/v4");
        environment.put("CLOUDFLARE_ACCOUNT_ID", "account");
        environment.put("CLOUDFLARE_REALTIME_APP_ID", "app");
        environment.put("CLOUDFLARE_REALTIME_API_TOKEN", "api-token");
        environment.put("CLOUDFLARE_WEBHOOK_KEY_URL", "https://key.example/webhooks.json");
        environment.put("VIDEO_CALL_PUBLIC_URL", "https://calls.example");
        environment.put("R2_BUCKET", "bucket");
        environment.put("R2_ACCESS_KEY_ID", "access-key");
        environment.put("R2_SECRET_ACCESS_KEY", "secret-key");
        environment.put("R2_ENDPOINT", "https://r2.example");
        environment.put("R2_PUBLIC_URL", "https://files.example");
        return environment;
    }
}
