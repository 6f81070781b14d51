package com.bahasadri.videocall.server.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.FakeMediaEngine;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.domain.token.TokenService.Minted;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tokens open, and for how long. */
class TokenServiceTest {
    private final TestClock clock = new TestClock();
    private final MVStore file = MVStore.open(null);
    private final EmbeddedStateStore store = new EmbeddedStateStore(file, clock);
    private final FakeMediaEngine media = new FakeMediaEngine();
    private final SessionService sessions = new SessionService(store, media, clock);
    private final TokenService tokens = new TokenService(sessions, media, store, clock);
    private String call = "";

    @BeforeEach
    void createSession() {
        call = sessions.create(null).id();
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void participantToken_minted_opensItsSessionAsParticipant() {
        Minted minted = tokens.participantToken(call, "Ada");

        assertThat(tokens.recognise(minted.token()))
                .contains(new Grant(call, Role.PARTICIPANT, minted.participantId(), "Ada", minted.expiresAt(), false));
        assertThat(media.calls).contains("admit " + call + " " + TokenService.PARTICIPANT_PRESET);
    }

    @Test
    void controlToken_minted_opensItsSessionAsControl() {
        Minted minted = tokens.controlToken(call);

        assertThat(tokens.recognise(minted.token()).orElseThrow().role()).isEqualTo(Role.CONTROL);
        assertThat(media.calls).contains("admitOperator " + call);
    }

    @Test
    void participantId_ofEachToken_isNewAndSaysNothingOfThePerson() {
        Minted first = tokens.participantToken(call, "Ada");
        Minted second = tokens.participantToken(call, "Ada");

        assertThat(first.participantId()).isNotEqualTo(second.participantId()).doesNotContain("Ada");
    }

    @Test
    void recognise_untilExpiry_opensAndThenNoMore() {
        Minted minted = tokens.participantToken(call, null);
        Instant expected = clock.instant().plus(Duration.ofHours(24)).truncatedTo(ChronoUnit.MILLIS);
        assertThat(minted.expiresAt()).isEqualTo(expected);

        clock.advance(Duration.between(clock.instant(), minted.expiresAt()).minusMillis(1));
        assertThat(tokens.recognise(minted.token())).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(tokens.recognise(minted.token())).isEmpty();
    }

    @Test
    void recognise_revoked_opensNothing() {
        Minted minted = tokens.participantToken(call, null);
        Minted other = tokens.participantToken(call, null);

        store.revoke(call, minted.participantId());

        assertThat(tokens.recognise(minted.token())).isEmpty();
        assertThat(tokens.recognise(other.token())).isPresent();
    }

    @Test
    void recognise_anythingElse_opensNothing() {
        String token = tokens.participantToken(call, null).token();

        for (String other : List.of("", " ", token + " ", token.toUpperCase(Locale.ROOT), TokenDigest.of(token))) {
            assertThat(tokens.recognise(other)).as("the token '%s'", other).isEmpty();
        }
    }

    @Test
    void tokens_minted_areNeverInTheStoreOrPrinted() {
        Minted participant = tokens.participantToken(call, "Ada");
        Minted control = tokens.controlToken(call);
        String meeting = tokens.meetingToken(call, "Bob", "custom", "preset");

        StringBuilder content = new StringBuilder(participant + " " + control);
        for (String name : file.getMapNames()) {
            MVMap<String, String> map = file.openMap(name);
            map.forEach((key, value) ->
                    content.append(key).append('=').append(value).append('\n'));
        }
        assertThat(content)
                .contains(TokenDigest.of(meeting))
                .doesNotContain("secret-token", participant.token(), control.token(), meeting);
    }

    @Test
    void meetingToken_ofASession_opensItAndOfAnotherMeetingDoesNot() {
        String ours = tokens.meetingToken(call, "Ada", "custom", null);
        String foreign = tokens.meetingToken("foreign", "Ada", null, "preset");

        assertThat(tokens.recognise(ours).orElseThrow())
                .extracting(Grant::sessionId, Grant::role, Grant::participantId)
                .containsExactly(call, Role.PARTICIPANT, "id-of-custom");
        assertThat(tokens.recognise(foreign)).isEmpty();
        assertThat(media.calls).contains("admit " + call + " group_call_participant", "admit foreign preset");
    }

    @Test
    void anyToken_sessionEnded_isRefusedWithoutAskingTheEngine() {
        sessions.end(call, Cause.SERVER);
        int before = media.calls.size();

        assertFails(() -> tokens.participantToken(call, null), ErrorCode.SESSION_ENDED);
        assertFails(() -> tokens.controlToken(call), ErrorCode.SESSION_ENDED);
        assertFails(() -> tokens.meetingToken(call, null, null, null), ErrorCode.SESSION_ENDED);
        assertThat(media.calls).hasSize(before);
    }

    @Test
    void anyToken_noSuchSession_isRefused() {
        assertFails(() -> tokens.participantToken("other", null), ErrorCode.SESSION_NOT_FOUND);
        assertFails(() -> tokens.controlToken("other"), ErrorCode.SESSION_NOT_FOUND);
    }

    @Test
    void participantToken_engineFails_failsWithTheEnginesError() {
        media.failure = FakeMediaEngine.broken();

        assertFails(() -> tokens.participantToken(call, null), ErrorCode.REALTIMEKIT_ERROR);
    }

    private static void assertFails(Runnable call, ErrorCode code) {
        assertThatThrownBy(call::run)
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(code);
    }
}
