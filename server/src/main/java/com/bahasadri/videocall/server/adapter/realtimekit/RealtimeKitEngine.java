package com.bahasadri.videocall.server.adapter.realtimekit;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.MediaEngine;
import com.bahasadri.videocall.server.realtimekit.model.AddParticipantRequest;
import com.bahasadri.videocall.server.realtimekit.model.CreateMeetingRequest;
import com.bahasadri.videocall.server.realtimekit.model.MeetingStatus;
import com.bahasadri.videocall.server.realtimekit.model.ParticipantsActionRequest;
import com.bahasadri.videocall.server.realtimekit.model.UpdateMeetingRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls that take place on RealtimeKit. An id that starts with {@link MediaEngine#OWN_ID_PREFIX} is taken to be new,
 * so that admitting its owner is one call; any other is first looked for in the meeting.
 *
 * <p>Nothing is repeated but what OkHttp repeats on a broken connection, and that never for a POST. An answer of more
 * than 1 MiB is a failure. Safe for use by many threads.
 */
public final class RealtimeKitEngine implements MediaEngine, AutoCloseable {
    /** The name of the operators' preset, which {@link #admitOperator} creates where the app lacks it. */
    public static final String OPERATOR_PRESET = OperatorPreset.NAME;

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeKitEngine.class);

    private static final int IDLE_CONNECTIONS = 256;

    /** Cloudflare's sources disagree on whether mute exists at all: these say that it does not. */
    private static final Set<Integer> CANNOT_MUTE = Set.of(404, 405, 501);

    private final RealtimeKitClient client;
    private final OperatorPreset operatorPreset;
    private final Clock clock;

    /**
     * An engine with connections of its own.
     *
     * @param settings where RealtimeKit is, and who calls it
     * @param clock the time, where RealtimeKit does not tell it
     */
    public RealtimeKitEngine(RealtimeKitSettings settings, Clock clock) {
        this(settings, clock, new OkHttpClient.Builder().connectionPool(pool()).build());
    }

    /**
     * An engine that shares a client's connections and interceptors. The timeouts are the settings'.
     *
     * @param settings where RealtimeKit is, and who calls it
     * @param clock the time, where RealtimeKit does not tell it
     * @param base the client to derive from
     */
    public RealtimeKitEngine(RealtimeKitSettings settings, Clock clock, OkHttpClient base) {
        this.client = new RealtimeKitClient(settings, base);
        this.operatorPreset = new OperatorPreset(client);
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** As many idle connections as there are requests at once; with OkHttp's 5, most would connect anew. */
    private static ConnectionPool pool() {
        return new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES);
    }

    @Override
    public Meeting createMeeting(@Nullable String title) {
        try {
            Answer answer = client.send(Call.of("createMeeting", "POST", "meetings")
                    .body(CreateMeetingRequest.builder().title(title).build()));
            return new Meeting(
                    answer.text("meeting", "id"), time(answer.item("meeting").path("created_at")));
        } catch (RealtimeKitException e) {
            throw failed(e);
        }
    }

    @Override
    public IssuedToken admit(String meetingId, NewParticipant somebody) {
        try {
            String known = somebody.customId().startsWith(OWN_ID_PREFIX) ? null : find(meetingId, somebody.customId());
            return known == null ? add(meetingId, somebody) : refresh(meetingId, known);
        } catch (RealtimeKitException e) {
            throw notFoundOrFailed(e);
        }
    }

    @Override
    public IssuedToken admitOperator(String meetingId, String customId) {
        try {
            operatorPreset.ensure();
        } catch (RealtimeKitException e) {
            throw failed(e);
        }
        try {
            return admit(meetingId, new NewParticipant(null, customId, OperatorPreset.NAME));
        } catch (ServiceException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                operatorPreset.doubt();
            }
            throw e;
        }
    }

    @Override
    public boolean mute(String meetingId, String participantId) {
        try {
            Answer answer = client.send(act("muteParticipants", meetingId, "mute", participantId));
            JsonNode muted = answer.items("participants");
            return !muted.isArray() || muted.valueStream().anyMatch(one -> is(one, participantId));
        } catch (RealtimeKitException e) {
            if (CANNOT_MUTE.contains(e.status())) {
                return false;
            }
            throw failed(e);
        }
    }

    @Override
    public void remove(String meetingId, String participantId) {
        // In this order: a kick does not ban.
        sendUnlessMissing(Call.of("deleteParticipant", "DELETE", "meetings", meetingId, "participants", participantId));
        sendUnlessMissing(act("kickParticipants", meetingId, "kick", participantId));
    }

    @Override
    public void end(String meetingId) {
        // In this order: INACTIVE keeps people out, but is not documented to remove anyone.
        sendUnlessMissing(Call.of("updateMeeting", "PATCH", "meetings", meetingId)
                .body(UpdateMeetingRequest.builder()
                        .status(MeetingStatus.INACTIVE)
                        .build()));
        sendUnlessMissing(Call.of("kickAllParticipants", "POST", "meetings", meetingId, "active-session", "kick-all"));
    }

    /** Closes the idle connections. */
    @Override
    public void close() {
        client.close();
    }

    private @Nullable String find(String meetingId, String customId) throws RealtimeKitException {
        Call list = Call.of("listParticipants", "GET", "meetings", meetingId, "participants");
        JsonNode found = new Pages(client)
                .find(
                        list,
                        "participants",
                        one -> customId.equals(one.path("custom_participant_id").textValue()));
        return found == null ? null : found.path("id").textValue();
    }

    private IssuedToken add(String meetingId, NewParticipant somebody) throws RealtimeKitException {
        Answer answer = client.send(Call.of("addParticipant", "POST", "meetings", meetingId, "participants")
                .body(AddParticipantRequest.builder()
                        .customParticipantId(somebody.customId())
                        .presetName(somebody.presetName())
                        .name(somebody.name())
                        .build()));
        return new IssuedToken(answer.text("participant", "id"), answer.text("participant", "token"));
    }

    private IssuedToken refresh(String meetingId, String id) throws RealtimeKitException {
        Answer answer =
                client.send(Call.of("refreshToken", "POST", "meetings", meetingId, "participants", id, "token"));
        return new IssuedToken(id, answer.text("participant", "token"));
    }

    private static Call act(String operation, String meetingId, String action, String participantId) {
        return Call.of(operation, "POST", "meetings", meetingId, "active-session", action)
                .body(new ParticipantsActionRequest(List.of(participantId), List.of()));
    }

    private static boolean is(JsonNode one, String participantId) {
        return participantId.equals(one.path("id").textValue())
                || participantId.equals(one.path("user_id").textValue());
    }

    private void sendUnlessMissing(Call call) {
        try {
            client.send(call);
        } catch (RealtimeKitException e) {
            if (!e.missing()) {
                throw failed(e);
            }
        }
    }

    private Instant time(JsonNode value) {
        try {
            return value.isTextual() ? Instant.parse(value.textValue()) : clock.instant();
        } catch (DateTimeException e) {
            return clock.instant();
        }
    }

    private static ServiceException notFoundOrFailed(RealtimeKitException e) {
        return e.missing()
                ? new ServiceException(ErrorCode.NOT_FOUND, "There is no such meeting or preset", e)
                : failed(e);
    }

    private static ServiceException failed(RealtimeKitException e) {
        LOG.atWarn()
                .addKeyValue("operation", e.call().operation())
                .addKeyValue("status", e.status())
                .addKeyValue("duration_ms", e.took().toMillis())
                .addKeyValue("detail", e.getMessage())
                .log("RealtimeKit did not do what was asked");
        return new ServiceException(ErrorCode.REALTIMEKIT_ERROR, "RealtimeKit did not do what was asked", e);
    }
}
