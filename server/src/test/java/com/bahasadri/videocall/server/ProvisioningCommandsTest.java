package com.bahasadri.videocall.server;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.options;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.command.Command;
import com.bahasadri.videocall.server.command.Commands;
import com.bahasadri.videocall.server.command.Terminal;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.emulation.model.FaultOutcome;
import com.bahasadri.videocall.server.emulation.model.Faults;
import com.bahasadri.videocall.server.emulation.model.RequestFault;
import com.bahasadri.videocall.server.emulator.RealtimeKitEmulator;
import com.bahasadri.videocall.server.port.Finding;
import com.bahasadri.videocall.server.support.Eventually;
import com.bahasadri.videocall.server.support.KeyServer;
import com.bahasadri.videocall.server.support.RealtimeKitApi;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands setup and doctor, against an emulator and a server of ours. */
class ProvisioningCommandsTest {
    private static final String OPERATORS = "video_call_operator";
    private static final String WEBHOOKS = "/webhooks";
    private static final String SECRET = "a-secret-that-nobody-sees";

    private final RealtimeKitEmulator emulator = RealtimeKitEmulator.start(RealtimeKitEmulator.Settings.temporary());
    private final RealtimeKitApi realtimeKit = new RealtimeKitApi(emulator);
    private final WireMockServer bucket =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Application server;

    @BeforeEach
    void start() {
        environment.put("CLOUDFLARE_API_BASE_URL", emulator.baseUrl().toString());
        environment.put("CLOUDFLARE_ACCOUNT_ID", RealtimeKitEmulator.ACCOUNT_ID);
        environment.put("CLOUDFLARE_REALTIME_APP_ID", RealtimeKitEmulator.APP_ID);
        environment.put("CLOUDFLARE_REALTIME_API_TOKEN", RealtimeKitEmulator.API_TOKEN);
        server = Application.start(Config.ephemeral(environment));
        environment.put("VIDEO_CALL_PUBLIC_URL", server.address().toString());
    }

    @AfterEach
    void stop() {
        server.close();
        emulator.close();
        bucket.stop();
    }

    @Test
    void setup_freshApp_createsWhatIsMissing() {
        assertThat(run("setup")).isZero();

        assertThat(presets()).contains(OPERATORS, "group_call_participant");
        assertThat(webhooks()).hasSize(1);
        assertThat(webhooks().get(0).path("url").asText())
                .isEqualTo(server.address() + "api/video-call/webhooks/realtimekit");
        assertThat(webhooks().get(0).path("enabled").asBoolean()).isTrue();
        assertThat(said()).contains("Preset " + OPERATORS + ": created", ": created");
    }

    @Test
    void setup_twice_changesNothingTheSecondTime() {
        run("setup");
        List<String> presets = presets();
        List<JsonNode> webhooks = webhooks();
        out.reset();

        assertThat(run("setup")).isZero();

        assertThat(presets()).isEqualTo(presets);
        assertThat(webhooks()).isEqualTo(webhooks);
        assertThat(said()).doesNotContain("created", "updated");
    }

    @Test
    void setup_presetChanged_isCompletedAndLosesNothing() {
        run("setup");
        String id = preset(OPERATORS).path("id").asText();
        JsonNode before = realtimeKit.get("/presets/" + id);
        realtimeKit.call(
                "PATCH",
                "/presets/" + id,
                "{\"permissions\":"
                        + before.path("permissions")
                                .toString()
                                .replace("\"hidden_participant\":true", "\"hidden_participant\":false")
                        + "}");

        assertThat(run("setup")).isZero();

        JsonNode after = realtimeKit.get("/presets/" + id);
        assertThat(after.path("permissions")).isEqualTo(before.path("permissions"));
        assertThat(after.path("config")).isEqualTo(before.path("config"));
        assertThat(said()).contains("Preset " + OPERATORS + ": updated");
    }

    @Test
    void setup_anotherAddress_movesTheWebhook() {
        run("setup");

        assertThat(run("setup", "--url", "https://calls.example/")).isZero();

        assertThat(webhooks()).hasSize(1);
        assertThat(webhooks().get(0).path("url").asText())
                .isEqualTo("https://calls.example/api/video-call/webhooks/realtimekit");
    }

    @Test
    void setup_withoutAnAddress_makesPresetsAndSaysSo() {
        environment.remove("VIDEO_CALL_PUBLIC_URL");

        assertThat(run("setup")).isZero();

        assertThat(webhooks()).isEmpty();
        assertThat(said()).contains("--url");
    }

    @Test
    void setup_tokenRefused_fails() {
        environment.put("CLOUDFLARE_REALTIME_API_TOKEN", SECRET);

        assertThat(run("setup")).isEqualTo(Command.FAILED);

        assertThat(complained()).startsWith("It could not be done").doesNotContain(SECRET);
    }

    @Test
    void commands_withoutAnAccountOrWithWrongArguments_exit2() {
        assertThat(run("setup", "--verbose")).isEqualTo(Command.WRONG_ARGUMENTS);
        assertThat(run("setup", "--url")).isEqualTo(Command.WRONG_ARGUMENTS);
        assertThat(run("setup", "--url=ftp://x")).isEqualTo(Command.WRONG_ARGUMENTS);
        environment.clear();
        assertThat(run("setup")).isEqualTo(Command.WRONG_ARGUMENTS);
        assertThat(run("doctor")).isEqualTo(Command.WRONG_ARGUMENTS);
        assertThat(complained()).contains("does not take --verbose", "CLOUDFLARE_ACCOUNT_ID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://[", "https://ada:a-secret-that-nobody-sees@calls.example", "https://calls.example?a=b"})
    void setup_urlThatIsNone_namesTheOptionAndTellsNoSecret(String url) {
        assertThat(run("setup", "--url", url)).isEqualTo(Command.WRONG_ARGUMENTS);

        assertThat(complained()).startsWith("--url must be").doesNotContain(SECRET);
    }

    @Test
    void setup_nameWithAnEqualsSign_isTheName() {
        assertThat(run("setup", "--name", "calls=ours")).isZero();

        assertThat(webhooks().get(0).path("name").asText()).isEqualTo("calls=ours");
    }

    @Test
    void doctor_whileSomethingHangs_hasSaidWhatItFoundBefore() {
        CountDownLatch answer = new CountDownLatch(1);
        try (KeyServer keys = new KeyServer()) {
            keys.answerAfter(answer);
            environment.put("CLOUDFLARE_WEBHOOK_KEY_URL", keys.url().toString());
            CompletableFuture<Integer> doctor = CompletableFuture.supplyAsync(() -> run("doctor"));

            Eventually.until("the key is asked for", () -> keys.reads() > 0);

            assertThat(said()).contains("API token", "Preset").doesNotContain("Webhook key", "Clock");
            answer.countDown();
            assertThat(doctor.join()).isEqualTo(Command.FAILED);
            assertThat(said()).contains("Webhook key", "Clock");
        }
    }

    @Test
    void doctor_afterSetup_findsNothing() {
        run("setup");
        out.reset();

        assertThat(run("doctor")).as(said()).isZero();

        assertThat(said())
                .contains(
                        "ok     API token",
                        "ok     Preset",
                        "ok     Webhook",
                        "ok     Clock: is right",
                        "ok     Webhook key")
                .doesNotContain("wrong");
    }

    @Test
    void doctor_beforeSetup_saysToRunIt() {
        assertThat(run("doctor")).isEqualTo(Command.FAILED);

        assertThat(said())
                .contains("wrong  Preset " + OPERATORS + ": is missing", "-> Run the command setup")
                .contains("wrong  Webhook " + server.address());
    }

    @Test
    void doctor_tokenRefused_saysWhichPermissionAndNoSecret() {
        environment.put("CLOUDFLARE_REALTIME_API_TOKEN", SECRET);

        assertThat(run("doctor")).isEqualTo(Command.FAILED);

        assertThat(said()).contains("wrong  API token", "Realtime Admin").doesNotContain(SECRET);
    }

    @Test
    void doctor_tokenExpired_findsIt() {
        refuse(FaultOutcome.EXPIRED_TOKEN, null);

        assertThat(run("doctor")).isEqualTo(Command.FAILED);

        assertThat(said()).contains("wrong  API token", "401", "Realtime Admin");
    }

    @Test
    void doctor_tokenMayOnlyRead_findsIt() {
        run("setup");
        out.reset();
        refuse(FaultOutcome.MISSING_PERMISSION, "PATCH");

        assertThat(run("doctor")).isEqualTo(Command.FAILED);

        assertThat(said()).contains("wrong  API token", "403", "Realtime Admin").doesNotContain("wrong  Preset");
    }

    @Test
    void setup_tokenMayOnlyRead_saysSoAndFails() {
        refuse(FaultOutcome.MISSING_PERMISSION, "POST");

        assertThat(run("setup")).isEqualTo(Command.FAILED);

        assertThat(complained()).startsWith("It could not be done").contains("403");
        assertThat(presets()).doesNotContain(OPERATORS);
    }

    @Test
    void doctor_presetNotHidden_findsIt() {
        run("setup");
        String id = preset(OPERATORS).path("id").asText();
        realtimeKit.call("PATCH", "/presets/" + id, "{\"permissions\":{\"hidden_participant\":false}}");

        assertThat(run("doctor")).isEqualTo(Command.FAILED);

        assertThat(said()).contains("wrong  Preset " + OPERATORS + ": does not allow");
    }

    @Test
    void doctor_webhookSwitchedOff_findsIt() {
        run("setup");
        realtimeKit.call("PATCH", WEBHOOKS + "/" + webhooks().get(0).path("id").asText(), "{\"enabled\":false}");

        assertThat(run("doctor")).isEqualTo(Command.FAILED);

        assertThat(said()).contains("is switched off");
    }

    @Test
    void doctor_serverDown_findsIt() {
        run("setup");
        server.close();

        assertThat(run("doctor")).isEqualTo(Command.FAILED);

        assertThat(said()).contains("wrong  Webhook's address: does not answer");
    }

    @Test
    void doctor_realtimeKitDown_findsIt() {
        emulator.close();

        assertThat(run("doctor")).isEqualTo(Command.FAILED);

        assertThat(said()).contains("wrong  RealtimeKit", "wrong  Clock");
    }

    @Test
    void doctor_redisDown_findsIt() {
        environment.put("REDIS_URL", "redis://:" + SECRET + "@127.0.0.1:1");

        assertThat(run("doctor")).isEqualTo(Command.FAILED);

        assertThat(said()).contains("wrong  Redis 127.0.0.1").doesNotContain(SECRET);
    }

    @Test
    void doctor_bucketMissing_findsIt() {
        useBucket();
        bucket.stubFor(any(anyUrl()).willReturn(status(404)));

        assertThat(run("doctor")).isEqualTo(Command.FAILED);

        assertThat(said()).contains("wrong  R2 bucket files: does not exist");
    }

    @Test
    void doctor_bucketKeyRefused_findsItAndTellsNoSecret() {
        useBucket();
        bucket.stubFor(any(anyUrl()).willReturn(status(403)));

        assertThat(run("doctor")).isEqualTo(Command.FAILED);

        assertThat(said()).contains("wrong  R2 bucket files: does not open").doesNotContain(SECRET);
    }

    @Test
    void doctor_bucketWithoutCors_findsIt() {
        run("setup");
        useBucket();
        bucket.stubFor(get(anyUrl()).willReturn(ok("<ListBucketResult><Name>files</Name></ListBucketResult>")));
        bucket.stubFor(options(anyUrl()).willReturn(status(403)));
        assertThat(run("doctor")).isEqualTo(Command.FAILED);
        assertThat(said()).contains("ok     R2 bucket files", "wrong  R2 CORS", "AllowedOrigins");
        out.reset();

        bucket.stubFor(options(anyUrl()).willReturn(status(204).withHeader("Access-Control-Allow-Origin", "*")));

        assertThat(run("doctor")).as(said()).isZero();
    }

    @Test
    void doctor_clockBehindRealtimeKits_findsIt() {
        run("setup");
        emulator.clock().advance(Duration.ofMinutes(10));

        assertThat(run("doctor")).isEqualTo(Command.FAILED);

        assertThat(said()).containsPattern("wrong  Clock: is (599|600) s slow").contains("NTP");
    }

    @Test
    void clock_aMinuteFast_isFound() {
        Clock fast = Clock.offset(Clock.system(ZoneOffset.UTC), Duration.ofMinutes(1));
        try (KeyServer somebody = new KeyServer()) {
            Finding finding = clock(fast, somebody);

            assertThat(finding.ok()).as(finding.text()).isFalse();
            assertThat(finding.text()).endsWith("fast");
            assertThat(clock(Clock.systemUTC(), somebody).text()).isEqualTo("is right");
        }
    }

    private static Finding clock(Clock clock, KeyServer somebody) {
        try (Probes probes = new Probes(clock)) {
            return probes.clock(somebody.url());
        }
    }

    private void refuse(FaultOutcome outcome, @Nullable String method) {
        RequestFault fault =
                RequestFault.builder().outcome(outcome).method(method).build();
        emulator.faults().set(Faults.builder().requests(List.of(fault)).build());
    }

    private void useBucket() {
        bucket.start();
        environment.put("R2_BUCKET", "files");
        environment.put("R2_ACCESS_KEY_ID", "key");
        environment.put("R2_SECRET_ACCESS_KEY", SECRET);
        environment.put("R2_ENDPOINT", bucket.baseUrl());
    }

    private int run(String... arguments) {
        return new Commands(new SetupCommand(), new DoctorCommand())
                .run(
                        List.of(arguments),
                        new Terminal(
                                environment,
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private List<JsonNode> webhooks() {
        return nodes(realtimeKit.get(WEBHOOKS));
    }

    private List<String> presets() {
        return nodes(realtimeKit.get("/presets")).stream()
                .map(preset -> preset.path("name").asText())
                .toList();
    }

    private JsonNode preset(String name) {
        return nodes(realtimeKit.get("/presets")).stream()
                .filter(preset -> preset.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> nodes(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
