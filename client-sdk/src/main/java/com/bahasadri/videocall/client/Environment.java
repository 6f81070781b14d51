package com.bahasadri.videocall.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads a client's options from environment variables, and tells everything that is wrong at once. For one use. */
final class Environment {
    private static final String URL = "VIDEO_CALL_URL";
    private static final String TOKEN = "VIDEO_CALL_TOKEN";
    private static final String OPERATOR_KEY = "VIDEO_CALL_OPERATOR_KEY";
    private static final String TIMEOUT = "VIDEO_CALL_TIMEOUT_SECONDS";
    private static final String MAX_RETRIES = "VIDEO_CALL_MAX_RETRIES";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private final Map<String, String> variables;
    private final List<String> wrong = new ArrayList<>();

    private Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    static VideoCallClient client(Map<String, String> variables) {
        return new Environment(variables).read();
    }

    private VideoCallClient read() {
        VideoCallClientBuilder builder = VideoCallClient.builder();
        if (!isSet(URL)) {
            wrong.add(URL + " is missing: where the server is, such as https://calls.example.com");
        }
        read(URL, builder::baseUrl);
        if (isSet(TOKEN) && isSet(OPERATOR_KEY)) {
            wrong.add(TOKEN + " and " + OPERATOR_KEY + " are both set: the client sends one");
        }
        read(TOKEN, builder::token);
        read(OPERATOR_KEY, builder::token);
        read(TIMEOUT, text -> builder.timeout(Timeout.defaults().withCall(Duration.ofSeconds(number(text)))));
        read(MAX_RETRIES, text -> builder.maxRetries(number(text)));
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("the environment has no client: " + String.join("; ", wrong));
        }
        return builder.build();
    }

    private void read(String name, Consumer<String> setting) {
        if (!isSet(name)) {
            return;
        }
        try {
            setting.accept(variables.get(name).strip());
        } catch (IllegalArgumentException e) {
            // No message of a setting quotes what was set.
            wrong.add(name + ": " + e.getMessage());
        }
    }

    private boolean isSet(String name) {
        return !variables.getOrDefault(name, "").isBlank();
    }

    private static int number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a whole number from 0 to 999999");
        }
        return Integer.parseInt(text);
    }
}
