package com.bahasadri.videocall.client.pact;

import au.com.dius.pact.consumer.dsl.LambdaDslObject;

/** The shapes that several answers share. */
final class Bodies {
    private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z";
    private static final String URL = "https?://.+";

    private Bodies() {}

    static void time(LambdaDslObject body, String name) {
        body.stringMatcher(name, TIME, Example.TIME);
    }

    static void url(LambdaDslObject body, String name, String example) {
        body.stringMatcher(name, URL, example);
    }

    static void id(LambdaDslObject body, String name, String example) {
        body.stringMatcher(name, ".+", example);
    }

    static void name(LambdaDslObject body, String name, String example) {
        body.stringMatcher(name, ".+", example);
    }

    static void token(LambdaDslObject body, String name) {
        body.stringMatcher(name, "\\S+", "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl");
    }

    static void participant(LambdaDslObject body) {
        id(body, "participant_id", Example.PARTICIPANT_ID);
        name(body, "name", "Ann");
        time(body, "joined_at");
        body.booleanType("is_muted", false);
        body.booleanType("is_camera_on", true);
        body.booleanType("is_screen_sharing", false);
        body.stringMatcher("connection_quality", "excellent|good|fair|poor", "excellent");
    }

    static void muteResult(LambdaDslObject body) {
        muteResult(body, true, "observed");
    }

    static void pendingMuteResult(LambdaDslObject body) {
        muteResult(body, false, "pending");
    }

    private static void muteResult(LambdaDslObject body, boolean muted, String outcome) {
        body.booleanType("success", muted);
        id(body, "participant_id", Example.PARTICIPANT_ID);
        body.booleanType("is_muted", muted);
        id(body, "command_id", "8d3f4c1e-2a6b-4f0d-9c55-0b7e1a2c3d44");
        body.stringMatcher("outcome", "observed|refused|expired|pending", outcome);
    }
}
