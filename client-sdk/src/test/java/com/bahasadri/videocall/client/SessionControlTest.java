package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.client.error.ConflictException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.error.UnauthorizedException;
import com.bahasadri.videocall.client.internal.FakeTime;
import com.bahasadri.videocall.client.model.ControlToken;
import com.bahasadri.videocall.client.model.EndedSession;
import com.bahasadri.videocall.client.model.MuteAllResult;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.testing.FakeTransport;
import com.bahasadri.videocall.client.transport.Request;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The control of a session and its token. */
@Timeout(60)
class SessionControlTest {
    private static final String SESSION = "/api/video-call/session/s";
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final FakeTransport transport = new FakeTransport();
    private final FakeTime time = new FakeTime(NOW);
    private final VideoCallClient client = VideoCallClient.builder()
            .transport(transport)
            .time(time)
            .maxRetries(0)
            .token("key")
            .build();
    private final SessionControl control = client.control("s");

    @Test
    void token_isMintedWithTheClientsOwn_atTheFirstCommandOnly() {
        mints("t1", Duration.ofHours(1));
        mutes(2);

        control.muteAll();
        control.muteAll();

        assertThat(sent()).containsExactly("control-token key", "mute-all t1", "mute-all t1");
    }

    @Test
    void token_isMintedAnew_aMinuteBeforeItExpires() {
        mints("t1", Duration.ofHours(1));
        mints("t2", Duration.ofHours(2));
        mutes(3);

        control.muteAll();
        time.pass(Duration.ofMinutes(59).minusMillis(1));
        control.muteAll();
        time.pass(Duration.ofMillis(1));
        control.muteAll();

        assertThat(sent())
                .containsExactly("control-token key", "mute-all t1", "mute-all t1", "control-token key", "mute-all t2");
    }

    @Test
    void token_ofAShortLife_isMintedAnewAtHalfOfIt() {
        mints("t1", Duration.ofSeconds(10));
        mints("t2", Duration.ofSeconds(15));
        mutes(2);

        control.muteAll();
        time.pass(Duration.ofSeconds(5));
        control.muteAll();

        assertThat(sent()).containsExactly("control-token key", "mute-all t1", "control-token key", "mute-all t2");
    }

    @Test
    void token_thatHasExpiredByOurClock_isUsedUntilItIsRefused() {
        mints("t1", Duration.ofHours(-1));
        mutes(2);

        control.muteAll();
        control.muteAll();

        assertThat(sent()).containsExactly("control-token key", "mute-all t1", "mute-all t1");
    }

    @Test
    void token_thatIsRefused_isMintedAnewOnce() {
        mints("t1", Duration.ofHours(1));
        refuses("mute-all", 401, "UNAUTHORIZED");
        mints("t2", Duration.ofHours(1));
        mutes(1);

        control.muteAll();

        assertThat(sent()).containsExactly("control-token key", "mute-all t1", "control-token key", "mute-all t2");
    }

    @Test
    void token_thatIsRefusedAgain_isTheFailure() {
        mints("t1", Duration.ofHours(1));
        refuses("mute-all", 401, "UNAUTHORIZED");
        mints("t2", Duration.ofHours(1));
        refuses("mute-all", 401, "UNAUTHORIZED");

        assertThatThrownBy(control::muteAll).isInstanceOf(UnauthorizedException.class);
        assertThat(transport.remaining()).isZero();
    }

    @Test
    void token_thatIsRefused_isMintedAnewInAnAsynchronousCallToo() throws Exception {
        mints("t1", Duration.ofHours(1));
        refuses("mute-all", 401, "UNAUTHORIZED");
        mints("t2", Duration.ofHours(1));
        mutes(1);

        control.client().async().participants().muteAll("s").get(30, TimeUnit.SECONDS);

        assertThat(sent()).containsExactly("control-token key", "mute-all t1", "control-token key", "mute-all t2");
    }

    @Test
    void token_thatIsRefusedAfterATryWithoutADefiniteAnswer_isTheFailure() {
        mints("t1", Duration.ofHours(1));
        refuses("mute-all", 503, "INTERNAL_ERROR");
        refuses("mute-all", 401, "UNAUTHORIZED");

        assertThatThrownBy(() -> retrying().participants().muteAll("s")).isInstanceOf(UnauthorizedException.class);

        assertThat(sent()).containsExactly("control-token key", "mute-all t1", "mute-all t1");
    }

    @Test
    void token_thatIsRefusedAfterALostTryOfAnAsynchronousCall_isTheFailure() {
        mints("t1", Duration.ofHours(1));
        transport
                .on("POST", SESSION + "/mute-all")
                .fail(new TransportException(TransportException.Reason.CUT, "cut", null));
        refuses("mute-all", 401, "UNAUTHORIZED");

        assertThatThrownBy(() -> retrying().async().participants().muteAll("s").join())
                .hasCauseInstanceOf(UnauthorizedException.class);

        assertThat(sent()).containsExactly("control-token key", "mute-all t1", "mute-all t1");
    }

    @Test
    void token_thatIsRefusedAfterADefiniteAnswer_isMintedAnew() {
        mints("t1", Duration.ofHours(1));
        refuses("mute-all", 429, "RATE_LIMITED");
        refuses("mute-all", 401, "UNAUTHORIZED");
        mints("t2", Duration.ofHours(1));
        mutes(1);

        retrying().participants().muteAll("s");

        assertThat(sent())
                .containsExactly("control-token key", "mute-all t1", "mute-all t1", "control-token key", "mute-all t2");
    }

    @Test
    void token_thatExpiresBetweenTwoTriesOfAWrite_isKept() {
        mints("t1", Duration.ofSeconds(1));
        refuses("mute-all", 503, "INTERNAL_ERROR");
        refuses("mute-all", 503, "INTERNAL_ERROR");
        mutes(1);

        retrying().participants().muteAll("s");

        assertThat(sent()).containsExactly("control-token key", "mute-all t1", "mute-all t1", "mute-all t1");
    }

    @Test
    void token_thatIsRefusedToAnUploadOfAStream_isTheFailure() {
        mints("t1", Duration.ofHours(1));
        refuses("video-file", 401, "UNAUTHORIZED");

        assertThatThrownBy(() -> control.upload(VideoSource.of(new ByteArrayInputStream(new byte[1]), 1)))
                .isInstanceOf(UnauthorizedException.class);
        assertThat(sent()).containsExactly("control-token key", "video-file t1");
    }

    @Test
    void token_isMintedOnceForManyThreads() throws Exception {
        mints("t1", Duration.ofHours(1));
        mutes(50);
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<CompletableFuture<Void>> commands = IntStream.range(0, 50)
                    .mapToObj(i -> CompletableFuture.runAsync(control::muteAll, threads))
                    .toList();
            for (CompletableFuture<Void> command : commands) {
                command.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdown();
        }

        assertThat(sent())
                .filteredOn(request -> request.startsWith("control-token"))
                .hasSize(1);
    }

    @Test
    void token_thatWasGiven_isUsedAsItIs() {
        mutes(1);
        refuses("mute-all", 401, "UNAUTHORIZED");
        SessionControl given = client.control("s", "given");

        given.muteAll();
        assertThatThrownBy(given::muteAll).isInstanceOf(UnauthorizedException.class);

        assertThat(sent()).containsExactly("mute-all given", "mute-all given");
    }

    @Test
    void session_thatEndedElsewhere_saysSo() {
        refuses("control-token", 409, "SESSION_ENDED");

        assertThatThrownBy(control::muteAll)
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("SESSION_ENDED");
    }

    @Test
    void end_isTheLastCommand() {
        mints("t1", Duration.ofHours(1));
        transport.on("DELETE", SESSION).answer(new EndedSession(true, "s", NOW));
        refuses("mute-all", 401, "UNAUTHORIZED");

        assertThat(control.end().success()).isTrue();
        time.pass(Duration.ofHours(2));
        assertThatThrownBy(control::muteAll).isInstanceOf(UnauthorizedException.class);

        assertThat(sent()).containsExactly("control-token key", "s t1", "mute-all t1");
    }

    @Test
    void close_forgetsTheToken() {
        mints("t1", Duration.ofHours(1));
        mutes(1);
        control.muteAll();

        control.close();

        assertThatThrownBy(control::muteAll)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this control is closed");
        assertThat(transport.requests()).hasSize(2);
    }

    @Test
    void events_areReadWithTheToken_whichIsMintedAnewWhereItIsRefused() {
        mints("t1", Duration.ofHours(1));
        refuses("events", 401, "UNAUTHORIZED");
        mints("t2", Duration.ofHours(1));
        transport.on("GET", Messages.PATH).answer(Messages.stream(Messages.ended(1)));

        List<SessionEvent> events =
                control.events().fromBeginning().open().stream().toList();

        assertThat(events).hasSize(1);
        assertThat(sent()).containsExactly("control-token key", "events t1", "control-token key", "events t2");
    }

    @Test
    void toString_andMessages_holdNoToken() {
        mints("t1-secret", Duration.ofHours(1));
        refuses("mute-all", 403, "no t1-secret");

        assertThatThrownBy(control::muteAll).hasMessageNotContaining("t1-secret");
        assertThat(control + " " + control.client()).doesNotContain("t1-secret", "key");
    }

    private VideoCallClient retrying() {
        return control.client().withOptions(options -> options.maxRetries(2));
    }

    private void mints(String token, Duration life) {
        transport.on("POST", SESSION + "/control-token").answer(new ControlToken(token, NOW.plus(life)));
    }

    private void mutes(int times) {
        for (int i = 0; i < times; i++) {
            transport.on("POST", SESSION + "/mute-all").answer(new MuteAllResult(true, List.of()));
        }
    }

    private void refuses(String operation, int status, String code) {
        String method = operation.equals("events") ? "GET" : "POST";
        transport
                .on(method, SESSION + "/" + operation)
                .answer(status, "{\"error\":\"%1$s\",\"code\":\"%1$s\"}".formatted(code));
    }

    /** The last part of each path, and the token that was sent. */
    private List<String> sent() {
        return transport.requests().stream()
                .map(request -> request.path().replaceFirst(".*/", "") + " " + token(request))
                .toList();
    }

    private static String token(Request request) {
        return request.headers().first("Authorization").orElse("-").replace("Bearer ", "");
    }
}
