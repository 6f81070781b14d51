package com.bahasadri.videocall.server.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong in the emulator where it is asked to, and nowhere else. */
class EmulatorFaultsTest {
    private static final String MEETINGS = "/client/v4/accounts/local-account/realtime/kit/local-app/meetings";

    private final RealtimeKitEmulator emulator = RealtimeKitEmulator.start(
            new RealtimeKitEmulator.Settings(0, EmulatorStore.inMemory(), Clock.systemUTC(), PeerLink.NONE, true));
    private final Curl curl = new Curl(emulator);

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void none_untilTheyAreSet() {
        assertThat(curl.control("GET", "/faults", "").json()).hasToString("{\"requests\":[]}");
        assertThat(list().status()).isEqualTo(200);
    }

    @Test
    void error_nextTwo_thenAsEver() {
        set("{\"requests\":[{\"outcome\":\"ERROR\",\"status\":500,\"count\":2}]}");

        assertThat(list().json().at("/error/code").asInt()).isEqualTo(500);
        assertThat(curl.control("GET", "/faults", "")
                        .json()
                        .at("/requests/0/count")
                        .asInt())
                .isEqualTo(1);
        assertThat(list().status()).isEqualTo(500);
        assertThat(list().status()).isEqualTo(200);
        assertThat(list().status()).isEqualTo(200);
    }

    @Test
    void edgeError_withAndWithoutRetryAfter_hasThePluralEnvelope() {
        set("{\"requests\":[{\"outcome\":\"EDGE_ERROR\",\"status\":429,\"retry_after_seconds\":7,\"count\":1},"
                + "{\"outcome\":\"EDGE_ERROR\",\"status\":429,\"count\":1}]}");

        Curl.Reply told = list();
        Curl.Reply untold = list();

        assertThat(told.status()).isEqualTo(429);
        assertThat(told.json().path("errors")).hasSize(1);
        assertThat(told.retryAfter()).isEqualTo("7");
        assertThat(untold.status()).isEqualTo(429);
        assertThat(untold.retryAfter()).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource({"EXPIRED_TOKEN, 401, 1000", "MISSING_PERMISSION, 403, 10000"})
    void token_thatIsOverOrMayNot_isRefusedByTheEdgeUntilItIsClear(String outcome, int status, int code) {
        set("{\"requests\":[{\"outcome\":\"" + outcome + "\"}]}");

        Curl.Reply refused = list();
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.json().at("/errors/0/code").asInt()).isEqualTo(code);
        curl.control("DELETE", "/faults", "");

        assertThat(list().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"200", "502"})
    void html_isNoJson(int status) {
        set("{\"requests\":[{\"outcome\":\"HTML\",\"status\":" + status + "}]}");

        Curl.Reply reply = list();

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.contentType()).startsWith("text/html");
        assertThat(reply.text()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void drop_cutsTheConnectionAndDoesNothing() {
        set("{\"requests\":[{\"outcome\":\"DROP\",\"method\":\"POST\"}]}");

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::create);
        assertThat(list().data()).isEmpty();
    }

    @Test
    void lose_cutsTheConnectionAndHasDoneIt() {
        set("{\"requests\":[{\"outcome\":\"LOSE\",\"method\":\"post\",\"count\":1}]}");

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::create);
        assertThat(list().data()).hasSize(1);
    }

    @Test
    void latency_holdsTheAnswerBack() {
        set("{\"requests\":[{\"latency_millis\":300,\"count\":1}]}");

        long begun = System.nanoTime();
        assertThat(list().status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void path_isTheOnlyOneConcerned() {
        set("{\"requests\":[{\"path\":\"/active-session/mute\",\"outcome\":\"ERROR\",\"status\":405}]}");
        String meeting = create().json().at("/data/id").asText();

        assertThat(list().status()).isEqualTo(200);
        assertThat(curl.anything(
                                MEETINGS + "/" + meeting + "/active-session/mute",
                                request -> request.header("Authorization", "Bearer local-token"))
                        .status())
                .isEqualTo(405);
    }

    @Test
    void rate_isTheShareConcerned() {
        set("{\"requests\":[{\"rate\":0,\"outcome\":\"DROP\"},{\"rate\":1,\"outcome\":\"ERROR\",\"status\":504}]}");

        assertThat(list().status()).isEqualTo(504);
    }

    @Test
    void cleared_asEver_andTheControlsWereNeverConcerned() {
        set("{\"requests\":[{\"outcome\":\"DROP\"}]}");
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::list);

        assertThat(curl.control("DELETE", "/faults", "").json()).hasToString("{\"requests\":[]}");
        assertThat(list().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"requests\":{}}",
                "{\"requests\":[{\"outcome\":\"EXPLODE\"}]}",
                "{\"requests\":[{\"status\":99}]}",
                "{\"requests\":[{\"rate\":1.5}]}",
                "{\"requests\":[{\"latency_millis\":-1}]}",
                "{\"deliveries\":{\"duplicates\":11}}"
            })
    void malformed_isRefusedAndChangesNothing(String faults) {
        assertThat(curl.control("PUT", "/faults", faults).status()).isEqualTo(400);
        assertThat(list().status()).isEqualTo(200);
    }

    @Test
    void controls_withoutTokenOrFromAForeignName_areRefused() {
        assertThat(curl.anything("/emulator/faults", request -> {}).status()).isEqualTo(401);
        assertThat(curl.anything("/emulator/faults", request -> request.header("Authorization", "Bearer local-token")
                                .header("Host", "rebound.example"))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/faults", "/clock", "/deliveries"})
    void controls_whereTheyAreNotAskedFor_areNotThere(String path) {
        try (RealtimeKitEmulator plain = RealtimeKitEmulator.start(RealtimeKitEmulator.Settings.temporary())) {
            assertThat(new Curl(plain)
                            .anything(
                                    "/emulator" + path,
                                    request -> request.header("Authorization", "Bearer local-token"))
                            .status())
                    .isEqualTo(404);
        }
    }

    private void set(String faults) {
        assertThat(curl.control("PUT", "/faults", faults).status()).isEqualTo(200);
    }

    private Curl.Reply list() {
        return curl.anything(MEETINGS, request -> request.header("Authorization", "Bearer local-token"));
    }

    private Curl.Reply create() {
        return curl.anything(MEETINGS, request -> request.header("Authorization", "Bearer local-token")
                .post(RequestBody.create(new byte[0])));
    }
}
