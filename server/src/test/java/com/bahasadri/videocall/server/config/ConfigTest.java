package com.bahasadri.videocall.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bahasadri.videocall.server.config.Config.Cloudflare;
import com.bahasadri.videocall.server.config.Config.IceServer;
import com.bahasadri.videocall.server.config.Config.R2;
import com.bahasadri.videocall.server.config.Config.Tls;
import com.bahasadri.videocall.server.domain.control.UnmutePolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment's variables mean. */
class ConfigTest {
    private static final String KEY = "operator-key-0123456789";

    @TempDir
    Path directory;

    @Test
    void environment_empty_isTheDefaults() {
        assertThat(Config.read(Map.of()))
                .isEqualTo(new Config(
                        "127.0.0.1",
                        8787,
                        8788,
                        null,
                        Path.of("./data"),
                        null,
                        null,
                        null,
                        new Config.Files(104_857_600, 10_000_000_000L, Duration.ofHours(6), Duration.ofHours(24)),
                        10_000,
                        List.of(),
                        false,
                        null,
                        Set.of("https://bahasadri.com"),
                        Set.of(),
                        List.of(),
                        new Config.Calls(UnmutePolicy.DIRECT, Duration.ofSeconds(15))));
    }

    @Test
    void environment_blank_isTheDefaults() {
        Map<String, String> blank = new HashMap<>(everything());
        blank.replaceAll((name, value) -> " ");

        assertThat(Config.read(blank)).isEqualTo(Config.read(Map.of()));
    }

    @Test
    void environment_withEverything_isMapped() {
        Config config = Config.read(everything());

        assertThat(config)
                .isEqualTo(new Config(
                        "0.0.0.0",
                        9000,
                        0,
                        new Tls(directory.resolve("chain.pem"), directory.resolve("key.pem")),
                        Path.of("/var/lib/video-call"),
                        URI.create("rediss://user:redis-password@redis.example:6390/3"),
                        new Cloudflare(
                                URI.create("https://api.example/v4"),
                                "account",
                                "app",
                                "api-token",
                                URI.create("https://key.example/webhooks.json"),
                                URI.create("https://calls.example")),
                        new R2(
                                "bucket",
                                "access-key",
                                "secret-key",
                                URI.create("https://r2.example"),
                                URI.create("https://files.example")),
                        new Config.Files(1000, 5000, Duration.ofSeconds(60), Duration.ofHours(2)),
                        500,
                        List.of(KEY, KEY + "-2"),
                        true,
                        "https://example.org/join?s={session_id}#{token}",
                        Set.of("https://a.example", "http://localhost:3000"),
                        Set.of("10.0.0.1", "::1"),
                        List.of(new IceServer(List.of("turn:turn.example:3478"), "user", "password")),
                        new Config.Calls(UnmutePolicy.ASK, Duration.ofSeconds(40))));
    }

    @Test
    void bucket_withAnAccountAndNoEndpoint_isAtTheAccounts() {
        Map<String, String> environment = new HashMap<>(everything());
        environment.remove("R2_ENDPOINT");

        assertThat(Config.read(environment).r2().endpoint())
                .isEqualTo(URI.create("https://account.r2.cloudflarestorage.com"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VIDEO_CALL_PORT|65536",
                "VIDEO_CALL_PORT|-1",
                "VIDEO_CALL_PORT|http",
                "VIDEO_CALL_EMULATOR_PORT|8788x",
                "VIDEO_CALL_HOST|no such host",
                "VIDEO_CALL_HOST|0.0.0.0",
                "VIDEO_CALL_HOST|::",
                "VIDEO_CALL_ALLOW_ANONYMOUS_OPERATORS|yes",
                "VIDEO_CALL_OPERATOR_KEYS|short",
                "VIDEO_CALL_OPERATOR_KEYS|operator-key-0123456789,short",
                "VIDEO_CALL_JOIN_URL|https://example.org/{session_id}",
                "VIDEO_CALL_JOIN_URL|ftp://example.org/{session_id}/{token}",
                "VIDEO_CALL_JOIN_URL|https://example.org/{session_id}/{token}/{other}",
                "VIDEO_CALL_CORS_ORIGINS|bahasadri.com",
                "VIDEO_CALL_CORS_ORIGINS|https://a.example/",
                "VIDEO_CALL_CORS_ORIGINS|*",
                "VIDEO_CALL_TRUSTED_PROXIES|proxy.example",
                "VIDEO_CALL_TRUSTED_PROXIES|10.0.0.0/8",
                "VIDEO_CALL_ICE_SERVERS|null",
                "VIDEO_CALL_ICE_SERVERS|[null]",
                "VIDEO_CALL_ICE_SERVERS|[{}]",
                "VIDEO_CALL_ICE_SERVERS|{",
                "VIDEO_CALL_UNMUTE|sometimes",
                "VIDEO_CALL_PRESENCE_SECONDS|0",
                "VIDEO_CALL_PRESENCE_SECONDS|3601",
                "VIDEO_CALL_PRESENCE_SECONDS|15s",
                "VIDEO_CALL_TLS_KEY|/nowhere/key.pem",
                "REDIS_URL|redis://localhost",
                "CLOUDFLARE_API_BASE_URL|cloudflare",
                "CLOUDFLARE_ACCOUNT_ID|account"
            })
    void variable_thatIsWrong_isNamed(String name, String value) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Config.read(Map.of(name, value)))
                .satisfies(e ->
                        assertThat(e.errors()).hasSize(1).first().asString().contains(name));
    }

    @Test
    void errors_ofAWrongEnvironment_areListedTogether() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Config.read(Map.of(
                        "VIDEO_CALL_PORT", "x",
                        "VIDEO_CALL_HOST", "0.0.0.0",
                        "VIDEO_CALL_UNMUTE", "never",
                        "VIDEO_CALL_ICE_SERVERS", "null",
                        "CLOUDFLARE_ACCOUNT_ID", "account",
                        "R2_ACCESS_KEY_ID", "key",
                        "REDIS_URL", "http://localhost")))
                .satisfies(e -> {
                    for (String name : List.of(
                            "VIDEO_CALL_PORT",
                            "VIDEO_CALL_HOST",
                            "VIDEO_CALL_UNMUTE",
                            "VIDEO_CALL_ICE_SERVERS",
                            "CLOUDFLARE_REALTIME_APP_ID, CLOUDFLARE_REALTIME_API_TOKEN",
                            "R2_BUCKET",
                            "REDIS_URL")) {
                        assertThat(e.errors()).anyMatch(error -> error.contains(name));
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "http://:redis-password@localhost",
                "redis://",
                "redis://:redis-password@",
                "redis://localhost/state",
                "redis://localhost/12345",
                "redis://localhost/1/2",
                "redis://localhost?database=1",
                "redis://localhost#1",
                "redis-sentinel://localhost",
                "redis://local host"
            })
    void redis_thatIsNone_isToldWithoutItsPassword(String url) {
        Map<String, String> environment = new HashMap<>(everything());
        environment.put("REDIS_URL", url);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Config.read(environment))
                .satisfies(e -> assertThat(e.errors())
                        .hasSize(1)
                        .first()
                        .asString()
                        .startsWith("REDIS_URL")
                        .doesNotContain("redis-password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://localhost", "redis://[::1]:6379/", "rediss://:secret@redis.example:6390/15"})
    void redis_withAnAccount_isTaken(String url) {
        Map<String, String> environment = new HashMap<>(everything());
        environment.put("REDIS_URL", url);

        assertThat(Config.read(environment).redis()).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_REALTIME_APP_ID", "CLOUDFLARE_REALTIME_API_TOKEN"})
    void account_withoutOneOfThree_namesWhatIsMissing(String missing) {
        Map<String, String> environment = new HashMap<>(everything());
        environment.remove(missing);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Config.read(environment))
                .satisfies(e -> assertThat(e.errors()).anyMatch(error -> error.startsWith(missing + ": missing")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"VIDEO_CALL_OPERATOR_KEYS=" + KEY, "VIDEO_CALL_ALLOW_ANONYMOUS_OPERATORS=true"})
    void hostBeyondLoopback_withKeysOrWithLeave_isTaken(String leave) {
        String[] variable = leave.split("=");

        assertThat(Config.read(Map.of("VIDEO_CALL_HOST", "0.0.0.0", variable[0], variable[1]))
                        .host())
                .isEqualTo("0.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.2", "::1"})
    void hostOnLoopback_inTheOpenMode_isTaken(String host) {
        assertThat(Config.read(Map.of("VIDEO_CALL_HOST", host)).host()).isEqualTo(host);
    }

    @Test
    void errors_neverRepeatASecret() {
        Map<String, String> environment = new HashMap<>(everything());
        environment.put("VIDEO_CALL_OPERATOR_KEYS", "sesame");
        environment.put("VIDEO_CALL_ICE_SERVERS", "[{\"credential\":\"turn-password\"");
        environment.remove("R2_BUCKET");
        environment.remove("CLOUDFLARE_ACCOUNT_ID");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Config.read(environment))
                .satisfies(e -> assertThat(String.join("\n", e.errors()))
                        .doesNotContain("sesame", "turn-password", "secret-key", "api-token"));
    }

    @Test
    void text_ofAConfiguration_masksEverySecret() {
        Config config = Config.read(everything());

        assertThat(config + " " + config.cloudflare() + config.r2() + config.iceServers())
                .contains("9000", "bucket")
                .doesNotContain(KEY, "api-token", "secret-key", "password");
    }

    private Map<String, String> everything() {
        return Environments.everything(file("chain.pem"), file("key.pem"));
    }

    private Path file(String name) {
        try {
            return Files.writeString(directory.resolve(name), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
