package com.bahasadri.videocall.server.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.FakeMediaEngine;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.session.SessionService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets through: each access, each caller, in the open and the closed mode. */
class AccessPolicyTest {
    private static final String KEY = "operator-key-1";

    private final TestClock clock = new TestClock();
    private final MVStore file = MVStore.open(null);
    private final EmbeddedStateStore store = new EmbeddedStateStore(file, clock);
    private final SessionService sessions = new SessionService(store, new FakeMediaEngine(), clock);
    private final TokenService tokens = new TokenService(sessions, new FakeMediaEngine(), store, clock);
    private final AccessPolicy open = new AccessPolicy(tokens, sessions, List.of());
    private final AccessPolicy closed = new AccessPolicy(tokens, sessions, List.of("operator-key-0", KEY));
    private final Map<String, String> callers = new HashMap<>();
    private String call = "";

    @BeforeEach
    void issueTokens() {
        call = sessions.create(null).id();
        String other = sessions.create(null).id();
        callers.put("expired", tokens.controlToken(call).token());
        clock.advance(TokenService.LIFETIME.plus(Duration.ofSeconds(1)));
        callers.put("control", tokens.controlToken(call).token());
        callers.put("participant", tokens.participantToken(call, null).token());
        callers.put("foreign", tokens.controlToken(other).token());
        TokenService.Minted revoked = tokens.controlToken(call);
        store.revoke(call, revoked.participantId());
        callers.put("revoked", revoked.token());
        callers.put("unknown", "never issued");
        callers.put("empty", "");
        callers.put("operator", KEY);
        callers.put("nobody", null);
    }

    @AfterEach
    void close() {
        file.close();
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, nobody, ok",
        "NONE, unknown, ok",
        "NONE, revoked, ok",
        "OPERATOR, nobody, ok",
        "OPERATOR, unknown, ok",
        "OPERATOR, participant, ok",
        "INVITE, nobody, ok",
        "INVITE, foreign, ok",
        "INVITE, expired, ok",
        "READ, nobody, ok",
        "READ, foreign, ok",
        "READ, revoked, ok",
        "SHARE, nobody, ok",
        "SHARE, participant, ok",
        "SHARE, control, ok",
        "SHARE, foreign, FORBIDDEN",
        "SHARE, empty, UNAUTHORIZED",
        "SHARE, unknown, UNAUTHORIZED",
        "SHARE, expired, UNAUTHORIZED",
        "SHARE, revoked, UNAUTHORIZED",
        "SHARE, operator, UNAUTHORIZED",
        "CONTROL, nobody, UNAUTHORIZED",
        "CONTROL, empty, UNAUTHORIZED",
        "CONTROL, unknown, UNAUTHORIZED",
        "CONTROL, expired, UNAUTHORIZED",
        "CONTROL, revoked, UNAUTHORIZED",
        "CONTROL, operator, UNAUTHORIZED",
        "CONTROL, participant, FORBIDDEN",
        "CONTROL, foreign, FORBIDDEN",
        "CONTROL, control, ok",
    })
    void check_openMode_letsThroughAllButControl(Access access, String caller, String expected) {
        assertThat(outcome(open, access, caller, call, false)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, nobody, ok",
        "NONE, unknown, ok",
        "OPERATOR, nobody, UNAUTHORIZED",
        "OPERATOR, empty, UNAUTHORIZED",
        "OPERATOR, unknown, UNAUTHORIZED",
        "OPERATOR, expired, UNAUTHORIZED",
        "OPERATOR, revoked, UNAUTHORIZED",
        "OPERATOR, participant, FORBIDDEN",
        "OPERATOR, control, FORBIDDEN",
        "OPERATOR, foreign, FORBIDDEN",
        "OPERATOR, operator, ok",
        "INVITE, nobody, UNAUTHORIZED",
        "INVITE, unknown, UNAUTHORIZED",
        "INVITE, expired, UNAUTHORIZED",
        "INVITE, revoked, UNAUTHORIZED",
        "INVITE, participant, FORBIDDEN",
        "INVITE, foreign, FORBIDDEN",
        "INVITE, control, ok",
        "INVITE, operator, ok",
        "READ, nobody, UNAUTHORIZED",
        "READ, unknown, UNAUTHORIZED",
        "READ, expired, UNAUTHORIZED",
        "READ, revoked, UNAUTHORIZED",
        "READ, foreign, FORBIDDEN",
        "READ, participant, ok",
        "READ, control, ok",
        "READ, operator, ok",
        "SHARE, nobody, UNAUTHORIZED",
        "SHARE, unknown, UNAUTHORIZED",
        "SHARE, expired, UNAUTHORIZED",
        "SHARE, revoked, UNAUTHORIZED",
        "SHARE, foreign, FORBIDDEN",
        "SHARE, participant, ok",
        "SHARE, control, ok",
        "SHARE, operator, ok",
        "CONTROL, nobody, UNAUTHORIZED",
        "CONTROL, unknown, UNAUTHORIZED",
        "CONTROL, expired, UNAUTHORIZED",
        "CONTROL, revoked, UNAUTHORIZED",
        "CONTROL, operator, FORBIDDEN",
        "CONTROL, participant, FORBIDDEN",
        "CONTROL, foreign, FORBIDDEN",
        "CONTROL, control, ok",
    })
    void check_closedMode_asksEachForWhatItNeeds(Access access, String caller, String expected) {
        assertThat(outcome(closed, access, caller, call, false)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "CONTROL, control, false, UNAUTHORIZED",
        "CONTROL, control, true, ok",
        "CONTROL, participant, true, FORBIDDEN",
        "CONTROL, revoked, true, UNAUTHORIZED",
        "INVITE, control, false, UNAUTHORIZED",
        "READ, participant, false, ok",
        "READ, operator, false, ok",
    })
    void check_sessionEnded_opensOnlyReadingAndTheRepeatedEnd(
            Access access, String caller, boolean evenIfEnded, String expected) {
        sessions.end(call);

        assertThat(outcome(closed, access, caller, call, evenIfEnded)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"control, SESSION_NOT_FOUND", "nobody, UNAUTHORIZED", "unknown, UNAUTHORIZED", "operator, FORBIDDEN"})
    void check_noSuchSession_isToldToTokenHoldersAlone(String caller, String expected) {
        assertThat(outcome(closed, Access.CONTROL, caller, "no-such-call", false))
                .isEqualTo(expected);
    }

    @Test
    void check_noSessionAskedFor_forbidsTokensOfSessions() {
        assertThat(outcome(closed, Access.READ, "control", null, false)).isEqualTo("FORBIDDEN");
        assertThat(outcome(closed, Access.READ, "operator", null, false)).isEqualTo("ok");
    }

    @Test
    void check_tokenOfTheSession_answersWhatItOpens() {
        assertThat(closed.check(Access.SHARE, callers.get("participant"), call, false))
                .hasValueSatisfying(grant -> assertThat(grant.role()).isEqualTo(Role.PARTICIPANT));
        assertThat(open.check(Access.SHARE, callers.get("control"), call, false))
                .hasValueSatisfying(grant -> assertThat(grant.role()).isEqualTo(Role.CONTROL));
        assertThat(closed.check(Access.SHARE, KEY, call, false)).isEmpty();
        assertThat(open.check(Access.SHARE, null, call, false)).isEmpty();
    }

    private String outcome(AccessPolicy policy, Access access, String caller, String sessionId, boolean evenIfEnded) {
        try {
            policy.check(access, callers.get(caller), sessionId, evenIfEnded);
            return "ok";
        } catch (ServiceException e) {
            return e.code().name();
        }
    }
}
