package com.bahasadri.videocall.server.adapter.state;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.session.Change;
import com.bahasadri.videocall.server.domain.session.ParticipantState;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.Role;
import com.bahasadri.videocall.server.domain.video.VideoType;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/** What the tests of a store by subject have in common: a store that was empty before each, and what is done to it. */
public interface StateStoreSuite {
    /** When tokens expire, and when other things happen whose time does not matter. */
    Instant EXPIRY = Instant.parse("2030-01-01T00:00:00Z");

    StateStore store();

    TestClock clock();

    /** Another store of the same state, which keeps so many events of each session. */
    StateStore keeping(int events);

    default void create(String id) {
        store().create(Session.created(id, null, clock().instant()));
    }

    default Session change(String id, Function<Session, Change> decision) {
        return store().change(id, Cause.SERVER, decision);
    }

    default Session join(String sessionId, String participantId) {
        return join(store(), sessionId, participantId);
    }

    default Session join(StateStore there, String sessionId, String participantId) {
        return there.change(sessionId, Cause.SERVER, joining(participantId, clock().instant()));
    }

    default void grant(String digest, String sessionId, String participantId) {
        store().grant(digest, new Grant(sessionId, Role.PARTICIPANT, participantId, null, EXPIRY, false));
    }

    default List<String> doubtful() {
        List<String> doubtful = new ArrayList<>();
        store().forEachDoubtful(doubtful::add);
        return doubtful;
    }

    static Function<Session, Change> joining(String participantId, Instant at) {
        return session -> session.presence().report(participantId, ParticipantState.microphone(true), "", at);
    }

    static VideoFile file(String id) {
        return new VideoFile(id, "a \"film\" 🎥.mp4", VideoType.WEBM, 1L << 33, 12.5, "ann", EXPIRY);
    }

    static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    static List<String> ids(StateStore.Page page) {
        return page.sessions().stream().map(Session::id).toList();
    }

    static void assertFails(Runnable call, ErrorCode code) {
        assertThatThrownBy(call::run)
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(code);
    }
}
