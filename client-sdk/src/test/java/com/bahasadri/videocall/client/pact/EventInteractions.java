package com.bahasadri.videocall.client.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.core.model.matchingrules.RegexMatcher;
import com.bahasadri.videocall.client.Messages;
import com.bahasadri.videocall.client.error.ForbiddenException;
import com.bahasadri.videocall.client.error.InvalidInputException;
import com.bahasadri.videocall.client.error.NotFoundException;
import com.bahasadri.videocall.client.error.UnauthorizedException;
import com.bahasadri.videocall.client.event.EventStream;
import com.bahasadri.videocall.client.event.SessionEvents;
import com.bahasadri.videocall.client.model.ActorKind;
import com.bahasadri.videocall.client.model.ParticipantJoined;
import com.bahasadri.videocall.client.model.ParticipantMuted;
import com.bahasadri.videocall.client.model.SessionEnded;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.model.SessionEventPage;
import com.bahasadri.videocall.client.model.SessionStatus;
import com.bahasadri.videocall.client.model.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The group Events. */
final class EventInteractions {
    private static final String EVENTS = "/api/video-call/session/${sessionId}/events";
    private static final String UNKNOWN = "/api/video-call/session/" + Example.UNKNOWN_ID + "/events";

    private static final String SNAPSHOT =
            "id: 4\nevent: snapshot\ndata: \\{\"type\":\"snapshot\",[^\n]*\"seq\":4,[^\n]*\"status\":\"ended\"[^\n]*\n\n";
    private static final String END =
            "id: 4\nevent: session_ended\ndata: \\{\"type\":\"session_ended\",[^\n]*\"seq\":4,[^\n]*\"ended_at\":[^\n]*\n\n";

    private EventInteractions() {}

    static List<Interaction> all() {
        List<Interaction> all = new ArrayList<>(pages());
        all.addAll(refusals());
        all.addAll(streams());
        return all;
    }

    private static List<Interaction> streams() {
        return List.of(
                Interaction.of("listEvents", "as a stream, of a session that has ended, from a snapshot on")
                        .given(States.ENDED_SESSION)
                        .request("GET", EVENTS, "text/event-stream")
                        .answersText(
                                "text/event-stream",
                                new RegexMatcher(SNAPSHOT),
                                "id: 4\nevent: snapshot\ndata: " + Messages.snapshot(4, "ended") + "\n\n")
                        .when(client -> stream(client.events(Example.SESSION_ID)), events -> assertThat(events)
                                .singleElement()
                                .isInstanceOfSatisfying(Snapshot.class, snapshot -> assertThat(
                                                snapshot.data().session().status())
                                        .isEqualTo(SessionStatus.ENDED))),
                Interaction.of("listEvents", "as a stream, on behind an event")
                        .given(States.ENDED_SESSION)
                        .request("GET", EVENTS, "text/event-stream")
                        .header("Last-Event-ID", "3")
                        .answersText(
                                "text/event-stream",
                                new RegexMatcher(END),
                                "id: 4\nevent: session_ended\ndata: " + Messages.ended(4) + "\n\n")
                        .when(client -> stream(client.events(Example.SESSION_ID).after(3)), events -> assertThat(events)
                                .singleElement()
                                .isInstanceOfSatisfying(SessionEnded.class, ended -> assertThat(ended.seq())
                                        .isEqualTo(4))),
                Interaction.of("listEvents", "as a stream, on behind an event that never happened")
                        .given(States.ENDED_SESSION)
                        .request("GET", EVENTS, "text/event-stream")
                        .header("Last-Event-ID", "1000")
                        .answersText(
                                "text/event-stream",
                                new RegexMatcher(SNAPSHOT),
                                "id: 4\nevent: snapshot\ndata: " + Messages.snapshot(4, "ended") + "\n\n")
                        .when(
                                client ->
                                        stream(client.events(Example.SESSION_ID).after(1000)),
                                events -> assertThat(events).singleElement().isInstanceOf(Snapshot.class)),
                Interaction.of("listEvents", "as a stream, of a session that does not exist")
                        .request("GET", UNKNOWN, "text/event-stream")
                        .fails(
                                404,
                                "SESSION_NOT_FOUND",
                                NotFoundException.class,
                                client -> stream(client.events(Example.UNKNOWN_ID))),
                Interaction.of("listEvents", "as a stream, on behind the last event of a session that has ended")
                        .given(States.ENDED_SESSION)
                        .request("GET", EVENTS, "text/event-stream")
                        .header("Last-Event-ID", "4")
                        .answersNoContent()
                        .when(client -> stream(client.events(Example.SESSION_ID).after(4)), events -> assertThat(events)
                                .isEmpty()));
    }

    private static List<SessionEvent> stream(SessionEvents events) {
        try (EventStream open = events.withMaxReconnects(0).open()) {
            return open.stream().toList();
        }
    }

    private static List<Interaction> pages() {
        return List.of(
                Interaction.of("listEvents", "the first page")
                        .given(States.MUTED_PARTICIPANT)
                        .request("GET", EVENTS)
                        .query("limit", "1")
                        .answers(body -> {
                            body.array(
                                    "events",
                                    events -> events.object(event -> {
                                        envelope(event, "participant_joined", 1);
                                        event.object("data", data -> data.object("participant", Bodies::participant));
                                    }));
                            numbers(body, 1, 5, true);
                        })
                        .when(client -> client.events().list(Example.SESSION_ID, null, 1), page -> {
                            assertThat(page.events())
                                    .singleElement()
                                    .isInstanceOfSatisfying(ParticipantJoined.class, joined -> {
                                        assertThat(joined.seq()).isEqualTo(1);
                                        assertThat(joined.at()).isEqualTo(Instant.parse(Example.TIME));
                                        assertThat(joined.sessionId()).isEqualTo(Example.SESSION_ID);
                                        assertThat(joined.actor().kind()).isEqualTo(ActorKind.PARTICIPANT);
                                        assertThat(joined.actor().id()).isEqualTo(Example.PARTICIPANT_ID);
                                        assertThat(joined.data().participant().name())
                                                .isEqualTo("Ann");
                                    });
                            isComplete(page, true);
                        }),
                Interaction.of("listEvents", "on behind an event")
                        .given(States.MUTED_PARTICIPANT)
                        .request("GET", EVENTS)
                        .query("after", "3")
                        .query("limit", "1")
                        .answers(body -> {
                            body.array(
                                    "events",
                                    events -> events.object(event -> {
                                        envelope(event, "participant_muted", 4);
                                        Bodies.id(event, "correlation_id", Example.REQUEST_ID);
                                        event.object(
                                                "data",
                                                data -> Bodies.id(data, "participant_id", Example.PARTICIPANT_ID));
                                    }));
                            numbers(body, 1, 5, true);
                        })
                        .when(client -> client.events().list(Example.SESSION_ID, 3L, 1), page -> {
                            assertThat(page.events())
                                    .singleElement()
                                    .isInstanceOfSatisfying(ParticipantMuted.class, muted -> {
                                        assertThat(muted.correlationId()).isEqualTo(Example.REQUEST_ID);
                                        assertThat(muted.data().participantId()).isEqualTo(Example.PARTICIPANT_ID);
                                    });
                            isComplete(page, true);
                        }),
                Interaction.of("listEvents", "on behind an event that never happened")
                        .given(States.MUTED_PARTICIPANT)
                        .request("GET", EVENTS)
                        .query("after", "1000")
                        .answers(body -> {
                            body.array(
                                    "events",
                                    events -> events.object(event -> {
                                        event.stringValue("type", "snapshot");
                                        event.numberValue("seq", 5);
                                        Bodies.time(event, "at");
                                        Bodies.id(event, "session_id", Example.SESSION_ID);
                                        event.object("data", EventInteractions::snapshot);
                                    }));
                            numbers(body, 1, 5, false);
                        })
                        .when(client -> client.events().list(Example.SESSION_ID, 1000L, null), page -> {
                            assertThat(page.events())
                                    .singleElement()
                                    .isInstanceOfSatisfying(Snapshot.class, snapshot -> {
                                        assertThat(snapshot.seq()).isEqualTo(5);
                                        assertThat(snapshot.data().session().participants())
                                                .hasSize(1);
                                        assertThat(snapshot.data().files()).isEmpty();
                                        assertThat(snapshot.data().playback().revision())
                                                .isZero();
                                    });
                            isComplete(page, false);
                        }));
    }

    private static List<Interaction> refusals() {
        return List.of(
                Interaction.of("listEvents", "on behind a number that none can be")
                        .given(States.SESSION)
                        .request("GET", EVENTS)
                        .query("after", "-1")
                        .fails(400, "INVALID_INPUT", InvalidInputException.class, client -> client.events()
                                .list(Example.SESSION_ID, -1L, null)),
                Interaction.of("listEvents", "without a token, where one is asked for")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .request("GET", EVENTS)
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.events()
                                .list(Example.SESSION_ID, null, null)),
                Interaction.of("listEvents", "with a token of another session, where one of it is asked for")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .given(States.OTHER_CONTROL_TOKEN)
                        .request("GET", EVENTS)
                        .bearer("${otherControlToken}")
                        .fails(403, "FORBIDDEN", ForbiddenException.class, client -> client.events()
                                .list(Example.SESSION_ID, null, null)),
                Interaction.of("listEvents", "of a session that does not exist")
                        .request("GET", UNKNOWN)
                        .fails(404, "SESSION_NOT_FOUND", NotFoundException.class, client -> client.events()
                                .list(Example.UNKNOWN_ID, null, null)));
    }

    private static void envelope(LambdaDslObject event, String type, int seq) {
        event.stringValue("type", type);
        event.numberValue("seq", seq);
        Bodies.time(event, "at");
        Bodies.id(event, "session_id", Example.SESSION_ID);
        event.object("actor", actor -> {
            actor.stringValue("kind", "participant");
            Bodies.id(actor, "id", Example.PARTICIPANT_ID);
        });
    }

    private static void snapshot(LambdaDslObject data) {
        data.object("session", session -> {
            Bodies.id(session, "session_id", Example.SESSION_ID);
            Bodies.name(session, "name", "Weekly review");
            Bodies.time(session, "created_at");
            session.stringValue("status", "active");
            session.minArrayLike("participants", 1, Bodies::participant);
        });
        data.array("files", files -> {});
        data.object("playback", playback -> {
            playback.stringValue("state", "paused");
            playback.numberValue("position", 0.0);
            playback.numberValue("rate", 1.0);
            playback.numberValue("revision", 0);
            Bodies.time(playback, "at");
        });
    }

    private static void numbers(LambdaDslObject body, int first, int last, boolean more) {
        body.numberValue("first_seq", first);
        body.numberValue("last_seq", last);
        body.booleanValue("has_more", more);
    }

    private static void isComplete(SessionEventPage page, boolean more) {
        assertThat(page.firstSeq()).isEqualTo(1);
        assertThat(page.lastSeq()).isEqualTo(5);
        assertThat(page.hasMore()).isEqualTo(more);
    }
}
