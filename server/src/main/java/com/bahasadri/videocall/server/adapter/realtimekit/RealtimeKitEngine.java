package com.bahasadri.videocall.server.adapter.realtimekit;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.session.Roster;
import com.bahasadri.videocall.server.port.CallBudget;
import com.bahasadri.videocall.server.port.CallBudget.Lane;
import com.bahasadri.videocall.server.port.MediaEngine;
import com.bahasadri.videocall.server.realtimekit.model.CreateMeetingRequest;
import com.bahasadri.videocall.server.realtimekit.model.MeetingStatus;
import com.bahasadri.videocall.server.realtimekit.model.ParticipantsActionRequest;
import com.bahasadri.videocall.server.realtimekit.model.UpdateMeetingRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Calls that take place on RealtimeKit. An id that starts with {@link MediaEngine#OWN_ID_PREFIX} is taken to be new,
 * so that admitting its owner is one call; any other is first looked for in the meeting.
 *
 * <p>Each method answers or fails within {@link CallPolicy#errandTimeout}, 12 seconds. Repeated is what does no harm when
 * it is done twice: reads, deleting, removing and ending; never a meeting, a token or a mute. Adding somebody, where the
 * answer was lost, looks for that somebody before it tries again. An answer of more than 1 MiB is a failure. Safe for use
 * by many threads.
 */
public final class RealtimeKitEngine implements MediaEngine, AutoCloseable {
    private final RealtimeKitClient client;
    private final OperatorPreset operatorPreset = new OperatorPreset();
    private final Participants participants = new Participants();
    private final MuteSupport muteSupport;
    private final Clock clock;

    /**
     * An engine with connections of its own.
     *
     * @param settings where RealtimeKit is, and who calls it
     * @param clock the time, where RealtimeKit does not tell it
     * @param budget how many calls there may be
     */
    public RealtimeKitEngine(RealtimeKitSettings settings, Clock clock, CallBudget budget) {
        this(settings, Means.own(clock, budget));
    }

    /**
     * An engine that shares a client's connections and interceptors, and calls as often as it likes. The timeouts are the
     * settings'.
     *
     * @param settings where RealtimeKit is, and who calls it
     * @param clock the time, where RealtimeKit does not tell it
     * @param base the client to derive from
     */
    public RealtimeKitEngine(RealtimeKitSettings settings, Clock clock, OkHttpClient base) {
        this(settings, new Means(base, CallBudget.UNLIMITED, clock, Pause.SLEEP));
    }

    RealtimeKitEngine(RealtimeKitSettings settings, Means means) {
        this.client = new RealtimeKitClient(requireNonNull(settings, "settings is null"), means);
        this.clock = means.clock();
        this.muteSupport = new MuteSupport(clock);
    }

    @Override
    public Meeting createMeeting(@Nullable String title) {
        try {
            Answer answer = client.errand(Lane.TOKENS)
                    .send(Call.of("createMeeting", "POST", "meetings")
                            .body(CreateMeetingRequest.builder().title(title).build()));
            return new Meeting(answer.id("meeting"), time(answer.item("meeting").path("created_at")));
        } catch (RealtimeKitException e) {
            throw Failures.failed(e);
        }
    }

    @Override
    public IssuedToken admit(String meetingId, NewParticipant somebody) {
        return admit(client.errand(Lane.TOKENS), meetingId, somebody);
    }

    @Override
    public IssuedToken admitOperator(String meetingId, String customId) {
        Errand errand = client.errand(Lane.TOKENS);
        try {
            operatorPreset.ensure(errand);
        } catch (RealtimeKitException e) {
            throw Failures.failed(e);
        }
        try {
            return admit(errand, meetingId, new NewParticipant(null, customId, OperatorPreset.NAME));
        } catch (ServiceException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                operatorPreset.doubt();
            }
            throw e;
        }
    }

    @Override
    public boolean mute(String meetingId, String participantId) {
        if (!muteSupport.likely()) {
            return false;
        }
        try {
            Answer answer = client.errand(Lane.CONTROL).send(act("muteParticipants", meetingId, "mute", participantId));
            return tellsOf(participantId, answer);
        } catch (RealtimeKitException e) {
            if (muteSupport.lacking(e)) {
                return false;
            }
            throw Failures.failed(e);
        }
    }

    @Override
    public void remove(String meetingId, String participantId) {
        Errand errand = client.errand(Lane.CONTROL);
        // In this order: a kick does not ban. Each is sent, also where one fails: half of it is better than nothing.
        Call delete = Call.of("deleteParticipant", "DELETE", "meetings", meetingId, "participants", participantId)
                .harmless();
        Call kick = act("kickParticipants", meetingId, "kick", participantId).harmless();
        throwIfAny(send(errand, kick, send(errand.half(), delete, null)));
    }

    @Override
    public void end(String meetingId) {
        Errand errand = client.errand(Lane.CONTROL);
        // In this order: INACTIVE keeps people out, but is not documented to remove anyone.
        Call close = Call.of("updateMeeting", "PATCH", "meetings", meetingId)
                .body(UpdateMeetingRequest.builder()
                        .status(MeetingStatus.INACTIVE)
                        .build())
                .harmless();
        Call empty = Call.of("kickAllParticipants", "POST", "meetings", meetingId, "active-session", "kick-all")
                .harmless();
        // Neither takes all the time, or whoever hangs would keep the rest from being sent.
        RealtimeKitException failure = close(errand.half(), close);
        Recordings.stop(errand.half(), meetingId);
        throwIfAny(send(errand, empty, failure));
    }

    @Override
    public Roster roster(String meetingId) {
        try {
            return Rosters.read(client.errand(Lane.READS), meetingId, clock.instant());
        } catch (RealtimeKitException e) {
            throw Failures.notFoundOrFailed(e);
        }
    }

    /** Closes the idle connections. */
    @Override
    public void close() {
        client.close();
    }

    private IssuedToken admit(Errand errand, String meetingId, NewParticipant somebody) {
        try {
            return participants.admit(errand, meetingId, somebody);
        } catch (RealtimeKitException e) {
            throw Failures.notFoundOrFailed(e);
        }
    }

    private static Call act(String operation, String meetingId, String action, String participantId) {
        return Call.of(operation, "POST", "meetings", meetingId, "active-session", action)
                .body(new ParticipantsActionRequest(List.of(participantId), List.of()));
    }

    /** Whether the list of those who were muted has the participant; where nobody is told of, the status is what counts. */
    private static boolean tellsOf(String participantId, Answer answer) {
        JsonNode data = answer.body().path("data");
        return data.isObject() && !data.has("participants")
                || answer.items("participants").valueStream().anyMatch(one -> is(one, participantId));
    }

    private static boolean is(JsonNode one, String participantId) {
        return participantId.equals(one.path("id").textValue())
                || participantId.equals(one.path("user_id").textValue());
    }

    /** Answers the failure, if any: also where the answer says that the meeting is as open as before. */
    private static @Nullable RealtimeKitException close(Errand errand, Call call) {
        try {
            Answer answer = errand.send(call);
            JsonNode status = answer.item("meeting").path("status");
            return status.isTextual() && !status.textValue().equals(MeetingStatus.INACTIVE.value())
                    ? answer.without("data.status INACTIVE")
                    : null;
        } catch (RealtimeKitException e) {
            return e.missing() ? null : e;
        }
    }

    /** Answers the first failure; that something is not there is none. */
    private static @Nullable RealtimeKitException send(
            Errand errand, Call call, @Nullable RealtimeKitException earlier) {
        try {
            errand.send(call);
        } catch (RealtimeKitException e) {
            return e.missing() || earlier != null ? earlier : e;
        }
        return earlier;
    }

    private static void throwIfAny(@Nullable RealtimeKitException failure) {
        if (failure != null) {
            throw Failures.failed(failure);
        }
    }

    private Instant time(JsonNode value) {
        try {
            return value.isTextual() ? Instant.parse(value.textValue()) : clock.instant();
        } catch (DateTimeException e) {
            return clock.instant();
        }
    }
}
