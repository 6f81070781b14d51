package com.bahasadri.videocall.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.emulator.RealtimeKitEmulator;
import com.bahasadri.videocall.server.support.RealtimeKitApi;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands setup and doctor, as the operating system sees them. */
class ProvisioningProcessTest {
    private static final String SECRET = "a-secret-that-nobody-sees";

    private final RealtimeKitEmulator emulator = RealtimeKitEmulator.start(RealtimeKitEmulator.Settings.temporary());
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "CLOUDFLARE_API_BASE_URL", emulator.baseUrl().toString(),
            "CLOUDFLARE_ACCOUNT_ID", RealtimeKitEmulator.ACCOUNT_ID,
            "CLOUDFLARE_REALTIME_APP_ID", RealtimeKitEmulator.APP_ID,
            "CLOUDFLARE_REALTIME_API_TOKEN", RealtimeKitEmulator.API_TOKEN));

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void setupTwiceAndDoctor_onAFreshApp_exit0() throws InterruptedException {
        Application server = Application.start(Config.ephemeral(environment));
        try {
            String url = server.address().toString();

            Ended first = run("setup", "--url", url);
            Ended second = run("setup", "--url", url);
            Ended doctor = run("doctor", "--url", url);

            assertThat(first.status()).as(first.toString()).isZero();
            assertThat(first.out())
                    .contains("Preset video_call_operator: created")
                    .anyMatch(line -> line.startsWith("Webhook " + url));
            assertThat(second.status()).isZero();
            assertThat(second.out()).hasSameSizeAs(first.out()).allMatch(line -> line.endsWith("is as it should be"));
            assertThat(count("/presets", "video_call_operator")).isEqualTo(1);
            assertThat(new RealtimeKitApi(emulator).get("/webhooks")).hasSize(1);
            assertThat(doctor.status()).as(doctor.toString()).isZero();
            assertThat(doctor.out()).hasSizeGreaterThanOrEqualTo(7).allMatch(line -> line.startsWith("ok "));
            assertThat(List.of(first, second, doctor))
                    .allSatisfy(ended -> assertThat(ended.err()).isEmpty());
        } finally {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"setup", "doctor"})
    void command_wrongToken_exits1AndSaysWhatIsWrong(String command) throws InterruptedException {
        environment.put("CLOUDFLARE_REALTIME_API_TOKEN", SECRET);

        Ended ended = run(command);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.all()).contains("401").doesNotContain(SECRET);
        assertNoStackTrace(ended);
    }

    @ParameterizedTest
    @ValueSource(strings = {"setup", "doctor"})
    void command_nobodyAnswers_exits1AndSaysWhatIsWrong(String command) throws InterruptedException {
        emulator.close();

        Ended ended = run(command);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.all()).contains(command.equals("setup") ? "could not be done" : "CLOUDFLARE_API_BASE_URL");
        assertNoStackTrace(ended);
    }

    @Test
    void command_wrongArguments_exits2() throws InterruptedException {
        Ended ended = run("setup", "--url");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).containsExactly("--url needs a value.");
        assertThat(ended.out()).isEmpty();
    }

    private long count(String list, String name) {
        return new RealtimeKitApi(emulator)
                .get(list)
                .valueStream()
                .filter(one -> one.path("name").asText().equals(name))
                .count();
    }

    private static void assertNoStackTrace(Ended ended) {
        assertThat(ended.all()).doesNotContain("\tat ", "Caused by", "Exception in thread");
    }

    private Ended run(String... arguments) throws InterruptedException {
        try (ServerProcess process = ServerProcess.start(directory, environment, arguments)) {
            int status = process.exitStatus();
            return new Ended(status, process.out(), process.err());
        }
    }

    /** How a process ended, and what it said. */
    private record Ended(int status, List<String> out, List<String> err) {
        String all() {
            return String.join("\n", out) + "\n" + String.join("\n", err);
        }
    }
}
