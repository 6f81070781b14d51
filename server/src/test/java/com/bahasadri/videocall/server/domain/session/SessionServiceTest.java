package com.bahasadri.videocall.server.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.FakeMediaEngine;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.event.Cause;
import java.time.Duration;
import java.time.Instant;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How sessions begin and end, whatever the engine does. */
class SessionServiceTest {
    private final TestClock clock = new TestClock();
    private final MVStore file = MVStore.open(null);
    private final EmbeddedStateStore store = new EmbeddedStateStore(file, clock);
    private final FakeMediaEngine media = new FakeMediaEngine();
    private final SessionService sessions = new SessionService(store, media, clock);

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void create_always_hasTheMeetingsIdAndTimeInMilliseconds() {
        Session session = sessions.create("A call");

        assertThat(session)
                .isEqualTo(Session.created("meeting-1", "A call", Instant.parse("2026-01-02T03:04:05.123Z")));
        assertThat(sessions.get("meeting-1")).isEqualTo(session);
    }

    @Test
    void create_engineFails_leavesNothingBehind() {
        media.failure = FakeMediaEngine.broken();

        assertFails(() -> sessions.create(null), ErrorCode.REALTIMEKIT_ERROR);
        assertThat(sessions.list(null, 10, null).sessions()).isEmpty();
    }

    @Test
    void get_unknown_isNotFound() {
        assertFails(() -> sessions.get("other"), ErrorCode.SESSION_NOT_FOUND);
        assertFails(() -> sessions.getActive("other"), ErrorCode.SESSION_NOT_FOUND);
        assertFails(() -> sessions.end("other", Cause.SERVER), ErrorCode.SESSION_NOT_FOUND);
        assertThat(media.calls).isEmpty();
    }

    @Test
    void end_repeated_answersTheSameAndAsksTheEngineOnce() {
        String id = sessions.create(null).id();
        Session ended = sessions.end(id, Cause.SERVER);
        clock.advance(Duration.ofHours(1));

        assertThat(sessions.end(id, Cause.SERVER)).isEqualTo(ended);
        assertThat(ended.endedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(media.calls).containsExactly("create", "end meeting-1");
        assertFails(() -> sessions.getActive(id), ErrorCode.SESSION_ENDED);
        assertThat(sessions.get(id)).isEqualTo(ended);
    }

    @Test
    void end_engineFailsThenWorks_staysEndedAndIsRepeatedToTheEngine() {
        String id = sessions.create(null).id();
        media.failure = FakeMediaEngine.broken();

        assertFails(() -> sessions.end(id, Cause.SERVER), ErrorCode.REALTIMEKIT_ERROR);
        Session between = sessions.get(id);
        assertThat(between.ended()).isTrue();
        assertThat(between.mediaClosed()).isFalse();
        clock.advance(Duration.ofHours(1));
        media.failure = null;

        Session ended = sessions.end(id, Cause.SERVER);

        assertThat(ended.endedAt()).isEqualTo(between.endedAt());
        assertThat(ended.mediaClosed()).isTrue();
        assertThat(store.events(id, 0)).hasSize(4);
        assertThat(media.calls).containsExactly("create", "end meeting-1", "end meeting-1");
    }

    private static void assertFails(Runnable call, ErrorCode code) {
        assertThatThrownBy(call::run)
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(code);
    }
}
