package com.bahasadri.videocall.server.adapter.embedded;

import com.bahasadri.videocall.server.adapter.state.PageCursor;
import com.bahasadri.videocall.server.domain.session.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where each value is in the map. Ids are whatever RealtimeKit makes them, so a slash in one is escaped: no key of
 * one session is ever among those of another. The keys must never change.
 */
final class Keys {
    /** What the keys of sessions start with. */
    static final String SESSIONS = "session/";
    /** What the keys of sessions' ids by creation time start with. */
    static final String TIMES = "time/";
    /** What the keys of sessions that have files start with. */
    static final String WITH_FILES = "with-files/";
    /** What the keys of sessions that have commands without an outcome start with. */
    static final String COMMANDED = "commanded/";
    /** What the keys of sessions that RealtimeKit has to be asked about start with. */
    static final String DOUBTFUL = "doubtful/";
    /** What the keys of sessions that somebody is in start with. */
    static final String LIVE = "live/";
    /** What the keys of digests by their grants' expiry start with. */
    static final String GRANT_ENDS = "grant-end/";
    /** What the keys of grants start with. */
    static final String GRANTS = "grant/";
    /** What the keys of notes on files start with. */
    static final String NOTES = "file-note/";

    /** What the keys of answers' names by expiry start with. */
    static final String ANSWER_ENDS = "answer-end/";

    private Keys() {}

    static String session(String sessionId) {
        return SESSIONS + escaped(sessionId);
    }

    /** What the keys of sessions' ids by creation time start with: of those that ended, of those that did not, or of all. */
    static String times(@Nullable Boolean ended) {
        return ended == null ? TIMES : ended ? "time-ended/" : "time-active/";
    }

    /** A session's place behind that. */
    static String time(Session session) {
        return PageCursor.place(session);
    }

    /** What the keys of a session's events start with; they are in the order of their numbers. */
    static String events(String sessionId) {
        return "event/" + escaped(sessionId) + "/";
    }

    static String event(String sessionId, long seq) {
        return "%s%016x".formatted(events(sessionId), seq);
    }

    /** The number of the event at a key. */
    static long seq(String event) {
        return Long.parseLong(event, event.lastIndexOf('/') + 1, event.length(), 16);
    }

    static String grant(String digest) {
        return GRANTS + digest;
    }

    static String customId(String sessionId, String customId) {
        return "custom-id/" + escaped(sessionId) + "/" + customId;
    }

    static String customIdOf(String digest) {
        return "custom-id-of/" + digest;
    }

    /** What the keys of a participant's digests start with. */
    static String grantOf(String sessionId, String participantId) {
        return "grant-of/" + escaped(sessionId) + "/" + escaped(participantId) + "/";
    }

    static String withFiles(String sessionId) {
        return WITH_FILES + escaped(sessionId);
    }

    static String commanded(String sessionId) {
        return COMMANDED + escaped(sessionId);
    }

    static String doubtful(String sessionId) {
        return DOUBTFUL + escaped(sessionId);
    }

    static String live(String sessionId) {
        return LIVE + escaped(sessionId);
    }

    /** What is less than this ends before then. */
    static String grantEnd(Instant expiresAt) {
        return "%s%016x/".formatted(GRANT_ENDS, expiresAt.toEpochMilli());
    }

    static String note(String fileId) {
        return NOTES + escaped(fileId);
    }

    static String kept(String name) {
        return "kept/" + escaped(name);
    }

    static String answer(String name) {
        return "answer/" + escaped(name);
    }

    static String answerEnd(Instant expiresAt, String name) {
        return "%s%016x/%s".formatted(ANSWER_ENDS, expiresAt.toEpochMilli(), escaped(name));
    }

    private static String escaped(String id) {
        return id.replace("%", "%25").replace("/", "%2f");
    }
}
