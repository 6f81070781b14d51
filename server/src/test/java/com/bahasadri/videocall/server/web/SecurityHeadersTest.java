package com.bahasadri.videocall.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.support.http.ApiClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From where pages may play video files. */
class SecurityHeadersTest {
    private static final Map<String, String> BUCKET = Map.of(
            "VIDEO_CALL_PORT", "0",
            "VIDEO_CALL_EMULATOR_PORT", "0",
            "R2_BUCKET", "videos",
            "R2_ACCESS_KEY_ID", "id",
            "R2_SECRET_ACCESS_KEY", "secret",
            "R2_ENDPOINT", "https://account.r2.example.com");

    @TempDir
    private Path dataDir;

    @Test
    void media_withoutABucket_comeFromThisServerAlone() {
        assertThat(policy(Config.ephemeral())).contains("media-src 'self' blob:;");
    }

    @Test
    void media_inABucket_comeFromItsEndpoint() {
        assertThat(policy(configured(Map.of()))).contains("media-src 'self' blob: https://account.r2.example.com;");
    }

    @Test
    void media_inAPublicBucket_comeFromItsPublicUrl() {
        String policy = policy(configured(Map.of("R2_PUBLIC_URL", "https://files.example.com:8443/videos")));

        assertThat(policy).contains("media-src 'self' blob: https://files.example.com:8443;");
    }

    @Test
    void origin_withoutAHost_isRefused() {
        assertThatThrownBy(() -> new SecurityHeaders(true, List.of(URI.create("https://a;script-src/"))))
                .hasMessageContaining("no host");
    }

    private Config configured(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(BUCKET);
        environment.put("VIDEO_CALL_DATA_DIR", dataDir.toString());
        environment.putAll(more);
        return Config.read(environment);
    }

    private static String policy(Config config) {
        try (Application server = Application.start(config)) {
            return new ApiClient(
                            URI.create("http://127.0.0.1:" + server.address().getPort()))
                    .get("/")
                    .header("Content-Security-Policy");
        }
    }
}
