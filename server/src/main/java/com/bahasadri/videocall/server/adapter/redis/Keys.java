package com.bahasadri.videocall.server.adapter.redis;

/**
 * Where each value is. Ids are whatever RealtimeKit makes them: they stand at a key's end, and where two stand in one key
 * a slash in the first is escaped. The keys must never change.
 */
final class Keys {
    /** What every key starts with. */
    static final String PREFIX = "video-call:";
    /** What the keys of sessions start with: hashes of {@code state}, {@code version} and {@code at}. */
    static final String SESSION = PREFIX + "session:";
    /** What the keys of grants start with: hashes of {@code grant} and {@code revoked}. */
    static final String GRANT = PREFIX + "grant:";
    /** All sessions, in the order of their places. */
    static final String ALL = PREFIX + "sessions";
    /** The sessions that have not ended, likewise. */
    static final String ACTIVE = PREFIX + "sessions:active";
    /** The sessions that have ended, likewise. */
    static final String ENDED = PREFIX + "sessions:ended";
    /** The ids of sessions with participants. */
    static final String LIVE = PREFIX + "sessions:live";
    /** The ids of sessions with files. */
    static final String WITH_FILES = PREFIX + "sessions:files";
    /** The ids of sessions with commands that have no outcome. */
    static final String COMMANDED = PREFIX + "sessions:commanded";
    /** The ids of sessions that RealtimeKit has to be asked about. */
    static final String DOUBTFUL = PREFIX + "sessions:doubtful";
    /** The ids of all sessions that have events, each with the number of its last change in the feed. */
    static final String CHANGED = PREFIX + "sessions:changed";
    /** The stream of every session's latest events, one entry for each change. */
    static final String FEED = PREFIX + "feed";
    /** The number of the feed's last entry. */
    static final String FEED_LAST = PREFIX + "feed:last";
    /** The notes on files, by file id. */
    static final String FILE_NOTES = PREFIX + "file-notes";
    /** The kept values, by name. */
    static final String KEPT = PREFIX + "kept";
    /** What the keys of answers start with: hashes of {@code owner}, {@code fingerprint}, {@code answer} and more. */
    static final String ANSWER = PREFIX + "answer:";
    /** The names of answers and claims, by the time at which they are over. */
    static final String ANSWER_ENDS = PREFIX + "answers";
    /** What the keys of rate limits start with. */
    static final String LIMIT = PREFIX + "limit:";
    /** What the keys of the budget of calls to RealtimeKit start with. */
    static final String BUDGET = PREFIX + "budget:";

    /** The servers, by the time at which they were last alive. */
    static final String SERVERS = PREFIX + "servers";

    private Keys() {}

    static String session(String sessionId) {
        return SESSION + sessionId;
    }

    /** A session's log, a stream. */
    static String events(String sessionId) {
        return PREFIX + "events:" + sessionId;
    }

    /** The mark of a change that was made, for a while. */
    static String mark(String changeId) {
        return PREFIX + "made:" + changeId;
    }

    static String grant(String digest) {
        return GRANT + digest;
    }

    /** The servers that have the sockets of a session, by peer. */
    static String sockets(String sessionId) {
        return PREFIX + "sockets:" + sessionId;
    }

    /** What the pages of a session told of where they are, by page. */
    static String viewers(String sessionId) {
        return PREFIX + "viewers:" + sessionId;
    }

    /** Where a server is told something; unlike keys, channels are the same in every database. */
    static String channel(int database, String server) {
        return PREFIX + database + ":to:" + server;
    }

    /** A participant's digests. */
    static String grantsOf(String sessionId, String participantId) {
        return PREFIX + "grants-of:" + escaped(sessionId) + "/" + participantId;
    }

    /** The id of the participant that has a custom id. */
    static String customId(String sessionId, String customId) {
        return PREFIX + "custom-id:" + escaped(sessionId) + "/" + customId;
    }

    private static String escaped(String sessionId) {
        return sessionId.replace("%", "%25").replace("/", "%2f");
    }
}
