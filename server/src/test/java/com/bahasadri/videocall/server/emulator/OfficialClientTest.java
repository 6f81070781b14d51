package com.bahasadri.videocall.server.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/**
 * What Cloudflare's own client for Node.js sends, byte for byte as {@code server/src/official-client/record.mjs} has
 * noted it, is answered as it was when that client was content with the answer.
 */
class OfficialClientTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    private static final Map<String, String> MASKS = Map.of(
            "<id>", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
            "<time>", "\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z",
            "<token>", "eyJ[\\w.-]+");

    private final Map<String, String> ids = new HashMap<>();
    private final ContractCheck contract = ContractCheck.ofAnswers();
    private final OkHttpClient checked =
            new OkHttpClient.Builder().addInterceptor(contract).build();
    private final OkHttpClient unchecked = new OkHttpClient();

    @Test
    void officialClient_everyCallItMakes_isAnsweredAsItWas() throws IOException {
        JsonNode exchanges = recorded();
        try (RealtimeKitEmulator emulator = RealtimeKitEmulator.start(new RealtimeKitEmulator.Settings(
                0, EmulatorStore.inMemory(), Clock.systemUTC(), PeerLink.NONE, true))) {
            for (JsonNode exchange : exchanges) {
                replay(emulator.baseUrl(), exchange);
            }
        }
        assertThat(contract.exchanges()).isGreaterThan(50);
    }

    private void replay(URI emulator, JsonNode exchange) throws IOException {
        String path = filled(exchange.path("path").asText());
        Request.Builder request = new Request.Builder()
                .url(emulator.resolve(path).toString())
                .method(exchange.path("method").asText(), body(exchange));
        exchange.path("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        // The contract does not know what the client asks for where it is given no app.
        boolean known = path.startsWith("/client/") && !path.contains("/kit//");
        try (Response response =
                (known ? checked : unchecked).newCall(request.build()).execute()) {
            String text = response.body().string();
            assertThat(response.code())
                    .as(path + ": " + text)
                    .isEqualTo(exchange.path("status").asInt());
            List<String> differences = new ArrayList<>();
            compare("", exchange.path("answer"), MAPPER.readTree(text), differences);
            assertThat(differences)
                    .as(exchange.path("method").asText() + " " + path)
                    .isEmpty();
        }
    }

    private RequestBody body(JsonNode exchange) {
        String method = exchange.path("method").asText();
        String text = filled(exchange.path("body").asText());
        // Without a media type: the one that was sent is among the headers, if any was.
        return method.equals("GET") || (method.equals("DELETE") && text.isEmpty())
                ? null
                : RequestBody.create(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Learns ids by the way, where their names come first. */
    private void compare(String where, JsonNode expected, JsonNode actual, List<String> differences) {
        if (expected.isObject() && actual.isObject()) {
            List<String> names = new ArrayList<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(name -> {
                if (!names.contains(name)) {
                    differences.add(where + "/" + name + " was not there");
                }
            });
            names.forEach(name -> compare(where + "/" + name, expected.path(name), actual.path(name), differences));
        } else if (expected.isArray() && actual.size() == expected.size()) {
            for (int i = 0; i < expected.size(); i++) {
                compare(where + "/" + i, expected.path(i), actual.path(i), differences);
            }
        } else if (!fits(expected, actual)) {
            differences.add(where + " is " + actual + ", was " + expected);
        }
    }

    private boolean fits(JsonNode expected, JsonNode actual) {
        if (expected.isNumber()) {
            return actual.isNumber() && expected.asDouble() == actual.asDouble();
        }
        return expected.isTextual() ? fits(expected.asText(), actual) : expected.equals(actual);
    }

    private boolean fits(String expected, JsonNode actual) {
        Matcher name = NAME.matcher(expected);
        if (name.matches()) {
            ids.putIfAbsent(name.group(1), actual.asText());
        }
        return actual.isTextual()
                && (MASKS.containsKey(expected)
                        ? actual.asText().matches(MASKS.get(expected))
                        : actual.asText().equals(filled(expected)));
    }

    private String filled(String text) {
        return NAME.matcher(text).replaceAll(name -> ids.getOrDefault(name.group(1), name.group()));
    }

    private static JsonNode recorded() throws IOException {
        try (InputStream file = OfficialClientTest.class.getResourceAsStream("/official-client.json")) {
            return MAPPER.readTree(file);
        }
    }
}
