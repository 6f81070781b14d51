package com.bahasadri.videocall.server.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Raw requests to an emulator; every answer to a path of the contract is held against it. */
final class Curl {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final MediaType JSON = MediaType.get("application/json");

    private final RealtimeKitEmulator emulator;
    private final OkHttpClient checked =
            new OkHttpClient.Builder().addInterceptor(ContractCheck.ofAnswers()).build();
    private final OkHttpClient controls = new OkHttpClient.Builder()
            .addInterceptor(ContractCheck.ofControls())
            .build();
    private final OkHttpClient unchecked = new OkHttpClient();

    Curl(RealtimeKitEmulator emulator) {
        this.emulator = emulator;
    }

    /** What came back. */
    record Reply(int status, String contentType, String retryAfter, String date, String text) {
        JsonNode json() {
            try {
                return MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }

        /** The message of RealtimeKit's error. */
        String error() {
            return json().path("error").path("message").asText();
        }

        JsonNode data() {
            return json().path("data");
        }
    }

    Reply get(String path) {
        return send(path, builder -> builder.get());
    }

    Reply post(String path) {
        return send(path, builder -> builder.post(RequestBody.create(new byte[0])));
    }

    Reply post(String path, String json) {
        return send(path, builder -> builder.post(RequestBody.create(json, JSON)));
    }

    Reply patch(String path, String json) {
        return send(path, builder -> builder.patch(RequestBody.create(json, JSON)));
    }

    Reply put(String path, String json) {
        return send(path, builder -> builder.put(RequestBody.create(json, JSON)));
    }

    Reply delete(String path) {
        return send(path, builder -> builder.delete());
    }

    /** Adds somebody to a meeting; answers the id. */
    String add(String meeting, String customId, String preset) {
        return post(
                        "/meetings/" + meeting + "/participants",
                        "{\"custom_participant_id\":\"" + customId + "\",\"preset_name\":\"" + preset + "\"}")
                .data()
                .path("id")
                .asText();
    }

    /** A request below the app, with the right token. */
    Reply send(String path, Change change) {
        return exchange(checked, "/client/v4/accounts/local-account/realtime/kit/local-app" + path, builder -> {
            builder.header("Authorization", "Bearer local-token");
            change.to(builder);
        });
    }

    /** A request to the emulator's controls, with the right token. */
    Reply control(String method, String path, String json) {
        return exchange(controls, "/emulator" + path, builder -> builder.header("Authorization", "Bearer local-token")
                .method(method, method.equals("GET") ? null : RequestBody.create(json, JSON)));
    }

    /** A request of any kind, whose answer the contract need not know. */
    Reply anything(String path, Change change) {
        return exchange(unchecked, path, change);
    }

    private Reply exchange(OkHttpClient http, String path, Change change) {
        Request.Builder request = new Request.Builder().url("http://127.0.0.1:" + emulator.port() + path);
        change.to(request);
        try (Response response = http.newCall(request.build()).execute()) {
            return new Reply(
                    response.code(),
                    String.valueOf(response.header("Content-Type")),
                    String.valueOf(response.header("Retry-After")),
                    String.valueOf(response.header("Date")),
                    response.body().string());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a request what it is to be. */
    interface Change {
        /** Changes the request. */
        void to(Request.Builder request);
    }
}
