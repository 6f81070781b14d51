package com.bahasadri.videocall.server.support;

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
public final class RealtimeKitApi {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RealtimeKitEmulator emulator;
    private final OkHttpClient http = new OkHttpClient();

    /** The API of a running emulator. */
    public RealtimeKitApi(RealtimeKitEmulator emulator) {
        this.emulator = emulator;
    }

    /** The {@code data} of an answer. */
    public JsonNode call(String method, String path, @Nullable String json) {
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

    /** The {@code data} of what is read. */
    public JsonNode get(String path) {
        return call("GET", path, null);
    }

    /** Our id of a participant. */
    public String customId(String meetingId, String participantId) {
        return call("GET", "/meetings/" + meetingId + "/participants/" + participantId, null)
                .path("custom_participant_id")
                .asText();
    }

    /** Our id of whoever was added to a meeting first. */
    public String firstCustomId(String meetingId) {
        return call("GET", "/meetings/" + meetingId + "/participants", null)
                .path(0)
                .path("custom_participant_id")
                .asText();
    }
}
