package com.bahasadri.videocall.server.webhook;

import com.bahasadri.videocall.server.emulator.RealtimeKitEmulator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** RealtimeKit's REST API, as an emulator has it. */
final class Upstream {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RealtimeKitEmulator emulator;
    private final OkHttpClient http = new OkHttpClient();

    Upstream(RealtimeKitEmulator emulator) {
        this.emulator = emulator;
    }

    /** The {@code data} of an answer. */
    JsonNode call(String method, String path, @Nullable String json) {
        Request request = new Request.Builder()
                .url(emulator.baseUrl() + "/accounts/" + RealtimeKitEmulator.ACCOUNT_ID + "/realtime/kit/"
                        + RealtimeKitEmulator.APP_ID + path)
                .header("Authorization", "Bearer " + RealtimeKitEmulator.API_TOKEN)
                .method(method, json == null ? null : RequestBody.create(json, MediaType.get("application/json")))
                .build();
        try (Response response = http.newCall(request).execute()) {
            return MAPPER.readTree(response.body().string()).path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Our id of a participant. */
    String customId(String meetingId, String participantId) {
        return call("GET", "/meetings/" + meetingId + "/participants/" + participantId, null)
                .path("custom_participant_id")
                .asText();
    }

    /** Our id of whoever was added to a meeting first. */
    String firstCustomId(String meetingId) {
        return call("GET", "/meetings/" + meetingId + "/participants", null)
                .path(0)
                .path("custom_participant_id")
                .asText();
    }
}
