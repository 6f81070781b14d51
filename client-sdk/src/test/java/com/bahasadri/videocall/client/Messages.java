package com.bahasadri.videocall.client;

import com.bahasadri.videocall.client.transport.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The events of a session as a server writes them. */
public final class Messages {
    /** What is asked for. */
    public static final String PATH = "/api/video-call/session/s/events";

    private Messages() {}

    /** The JSON of an event with that number. */
    public static String muted(long seq) {
        return json("participant_muted", seq, "{\"participant_id\":\"p\"}");
    }

    /** The JSON of a session's end. */
    public static String ended(long seq) {
        return json("session_ended", seq, "{\"ended_at\":\"2026-11-21T10:00:00.000Z\"}");
    }

    /** The JSON of a session as it is after that event. */
    public static String snapshot(long seq, String status) {
        return json("snapshot", seq, """
                {"session":{"session_id":"s","created_at":"2026-11-21T10:00:00.000Z","status":"%s","participants":[]},\
                "files":[],"playback":{"state":"paused","position":0.0,"rate":1.0,"revision":0,\
                "at":"2026-11-21T10:00:00.000Z"}}""".formatted(status));
    }

    /** The JSON of a session that goes on. */
    public static String snapshot(long seq) {
        return snapshot(seq, "active");
    }

    /** The JSON of an event of any type. */
    public static String json(String type, long seq, String data) {
        return """
                {"type":"%s","seq":%d,"at":"2026-11-21T10:00:00.000Z","session_id":"s",\
                "actor":{"kind":"server"},"data":%s}""".formatted(type, seq, data);
    }

    /** One message of a stream. */
    public static String message(String json) {
        return "event: x\ndata: " + json + "\n\n";
    }

    /** An answer that is a stream of events, and ends. */
    public static Answer stream(String... events) {
        return streamOf(List.of(events).stream().map(Messages::message).collect(Collectors.joining()));
    }

    /** An answer that is a stream of anything, and ends. */
    public static Answer streamOf(String text) {
        return Answer.of(200, Headers.of(List.of(Map.entry("Content-Type", "text/event-stream"))), text);
    }

    /** An answer that is a page. */
    public static Answer page(boolean more, String... events) {
        return Answer.of(
                200,
                Headers.of(List.of(Map.entry("Content-Type", "application/json"))),
                "{\"events\":[%s],\"first_seq\":1,\"last_seq\":1,\"has_more\":%b}"
                        .formatted(String.join(",", events), more));
    }

    /** The JSON of events with those numbers. */
    public static String[] from(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Messages::muted).toArray(String[]::new);
    }
}
