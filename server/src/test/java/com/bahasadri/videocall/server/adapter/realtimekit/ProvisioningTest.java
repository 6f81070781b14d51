package com.bahasadri.videocall.server.adapter.realtimekit;

import static com.bahasadri.videocall.server.adapter.realtimekit.StubbedRealtimeKit.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.Finding;
import com.bahasadri.videocall.server.support.RawUpstream;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Setup and examination, where RealtimeKit answers what the emulator does not. */
class ProvisioningTest {
    private static final URI WEBHOOK = URI.create("https://calls.example/webhook");
    private static final String NONE = "{\"success\":true,\"data\":[]}";
    private static final List<WantedPreset> PRESETS = WantedPreset.all();

    private final StubbedRealtimeKit kit = new StubbedRealtimeKit();
    private final Provisioning provisioning = new Provisioning(kit.settings);
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void close() {
        provisioning.close();
        kit.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"items\":[]}", "null", "\"none\""})
    void setUp_webhooksCannotBeRead_failsAndMakesNone(String data) {
        kit.on("GET", "/presets", json(200, listed()));
        answerPresets();
        kit.on("GET", "/webhooks", json(200, "{\"success\":true,\"data\":" + data + "}"));
        kit.on("POST", "/webhooks", json(201, "{\"success\":true,\"data\":{}}"));

        assertThatThrownBy(() -> provisioning.setUp("ours", WEBHOOK, done::add))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("data.webhooks");

        assertThat(kit.sent()).doesNotContain("POST /webhooks");
    }

    @Test
    void setUp_somebodyElseMakesThePresets_goesOnWithThose() {
        kit.inTurn("GET", "/presets", json(200, NONE), json(200, listed()));
        kit.on("POST", "/presets", exists());
        answerPresets();
        kit.on("GET", "/webhooks", json(200, NONE));
        kit.on("POST", "/webhooks", json(201, "{\"success\":true,\"data\":{}}"));

        provisioning.setUp("ours", WEBHOOK, done::add);

        assertThat(done)
                .containsExactly(
                        "Preset " + PRESETS.get(0).name() + ": is as it should be",
                        "Preset " + PRESETS.get(1).name() + ": is as it should be",
                        "Webhook " + WEBHOOK + ": created");
    }

    @ParameterizedTest
    @CsvSource({
        "theirs,2026-01-01T00:00:00Z,true",
        "theirs,2026-01-01T00:00:02Z,false",
        "a,2026-01-01T00:00:01Z,true",
        "z,2026-01-01T00:00:01Z,false"
    })
    void setUp_somebodyElseMakesTheWebhookAtOnce_oneOfTheTwoTakesItsOwnBack(String id, String createdAt, boolean back) {
        kit.on("GET", "/presets", json(200, listed()));
        answerPresets();
        String mine = webhook("m", "2026-01-01T00:00:01Z", WEBHOOK);
        String elsewhere = webhook("0", "2020-01-01T00:00:00Z", URI.create("https://other.example/"));
        kit.inTurn(
                "GET",
                "/webhooks",
                json(200, NONE),
                json(200, data("[" + elsewhere + "," + mine + "," + webhook(id, createdAt, WEBHOOK) + "]")));
        kit.on("POST", "/webhooks", json(201, data(mine)));
        kit.on("DELETE", "/webhooks/m", json(200, data(mine)));

        provisioning.setUp("ours", WEBHOOK, done::add);

        assertThat(done).contains("Webhook " + WEBHOOK + ": " + (back ? "is as it should be" : "created"));
        assertThat(kit.sent().stream().filter(sent -> sent.startsWith("DELETE")))
                .containsExactlyElementsOf(back ? List.of("DELETE /webhooks/m") : List.of());
    }

    @Test
    void setUp_presetRefusedAndNotThere_fails() {
        kit.on("GET", "/presets", json(200, NONE));
        kit.on("POST", "/presets", exists());

        assertThatThrownBy(() -> provisioning.setUp("ours", WEBHOOK, done::add))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("POST /presets was answered 409");
    }

    @ParameterizedTest
    @CsvSource({"429,Try again", "500,Try again", "503,Try again", "400,Check CLOUDFLARE_ACCOUNT_ID"})
    void examine_realtimeKitRefuses_theRemedyFits(int status, String remedy) {
        kit.always(json(status, ""));
        List<Finding> findings = new ArrayList<>();

        provisioning.examine("ours", WEBHOOK, kit.settings.baseUrl(), findings::add);

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).text()).contains("was answered " + status);
        assertThat(findings.get(0).remedy()).startsWith(remedy);
    }

    @Test
    void setUp_nobodyThere_saysSoInPlainWords() {
        URI gone;
        try (RawUpstream upstream = RawUpstream.saying(socket -> {})) {
            gone = upstream.baseUrl();
        }
        try (Provisioning nowhere = new Provisioning(RealtimeKitSettings.of(gone, "acc", "app", "token"))) {
            assertThatThrownBy(() -> nowhere.setUp("ours", WEBHOOK, done::add))
                    .hasMessageContaining("nobody accepts connections at " + gone.getAuthority())
                    .hasMessageNotContaining("Exception");
        }
    }

    private static String webhook(String id, String createdAt, URI url) {
        return """
                {"id":"%s","name":"ours","url":"%s","enabled":true,"created_at":"%s",\
                "events":["meeting.started","meeting.ended","meeting.participantJoined","meeting.participantLeft"]}""".formatted(id, url, createdAt);
    }

    private static String data(String data) {
        return "{\"success\":true,\"data\":" + data + "}";
    }

    private static ResponseDefinitionBuilder exists() {
        return json(409, "{\"success\":false,\"error\":{\"code\":409,\"message\":\"A preset of that name exists\"}}");
    }

    private static String listed() {
        return "{\"success\":true,\"data\":[{\"id\":\"id-0\",\"name\":\""
                + PRESETS.get(0).name() + "\"},{\"id\":\"id-1\",\"name\":\""
                + PRESETS.get(1).name() + "\"}]}";
    }

    private void answerPresets() {
        for (int i = 0; i < PRESETS.size(); i++) {
            String preset = PRESETS.get(i).whole().toString();
            kit.on("GET", "/presets/id-" + i, json(200, "{\"success\":true,\"data\":" + preset + "}"));
        }
    }
}
