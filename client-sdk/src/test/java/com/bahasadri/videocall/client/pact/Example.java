package com.bahasadri.videocall.client.pact;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values that the mock server knows; at verification the provider states of the real one give their own. */
final class Example {
    static final String SESSION_ID = "0b9a1f52-6f0e-4b55-9c0e-6a3e0f6f8d11";
    static final String PARTICIPANT_ID = "5d1c7a90-3f4e-4c8f-8a36-2f1f7f0a9b22";
    static final String FILE_ID = "1f6d9a34-0d8e-4d0e-b1a3-94b1a6f0c044";
    static final String FILE_URL =
            "http://localhost:8787/video-file/" + FILE_ID + "?expires=1795255200&signature=c2lnbmF0dXJl";
    static final String CONTROL_TOKEN = "example-control-token";
    static final String OTHER_CONTROL_TOKEN = "example-other-control-token";
    static final String PARTICIPANT_TOKEN = "example-participant-token";
    static final String OPERATOR_KEY = "example-operator-key";
    static final String NEXT_CURSOR = "MTc2MzYzMjgwMDAwMA";
    static final String UNKNOWN_ID = "00000000-0000-4000-8000-000000000000";
    static final String KEY = "3f0c6a52-91d7-4f0b-8a53-6f4b9a1c7e20";
    static final String REQUEST_ID = "4f1b8c2e9d7a4b63";
    static final String TIME = "2026-11-20T10:00:00.000Z";

    private static final Map<String, String> INJECTED = Map.of(
            "sessionId", SESSION_ID,
            "meetingId", SESSION_ID,
            "participantId", PARTICIPANT_ID,
            "fileId", FILE_ID,
            "controlToken", CONTROL_TOKEN,
            "otherControlToken", OTHER_CONTROL_TOKEN,
            "participantToken", PARTICIPANT_TOKEN,
            "operatorKey", OPERATOR_KEY,
            "nextCursor", NEXT_CURSOR);
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(\\w+)}");

    private Example() {}

    static boolean isExpression(String text) {
        return EXPRESSION.matcher(text).find();
    }

    /** The text with an example in the place of each <code>${name}</code>. */
    static String of(String text) {
        return EXPRESSION.matcher(text).replaceAll(found -> {
            String value = INJECTED.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no example for " + found.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
