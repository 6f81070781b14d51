package com.bahasadri.videocall.client.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.core.model.generators.RandomStringGenerator;
import au.com.dius.pact.core.model.matchingrules.TypeMatcher;
import com.bahasadri.videocall.client.ListSessionsRequest;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.error.ConflictException;
import com.bahasadri.videocall.client.error.ForbiddenException;
import com.bahasadri.videocall.client.error.InvalidInputException;
import com.bahasadri.videocall.client.error.NotFoundException;
import com.bahasadri.videocall.client.error.RateLimitedException;
import com.bahasadri.videocall.client.error.ServerException;
import com.bahasadri.videocall.client.error.TooLargeException;
import com.bahasadri.videocall.client.error.UnauthorizedException;
import com.bahasadri.videocall.client.model.CreateSessionRequest;
import com.bahasadri.videocall.client.model.CreatedSession;
import com.bahasadri.videocall.client.model.SessionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The group Sessions. */
final class SessionInteractions {
    private static final String SESSION = "/api/video-call/session";
    private static final String ONE = SESSION + "/${sessionId}";
    private static final String UNKNOWN = SESSION + "/" + Example.UNKNOWN_ID;
    private static final String CALLERS_ID = "the-callers-own-id";
    private static final String LIST = "/api/video-call/sessions";

    private SessionInteractions() {}

    static List<Interaction> all() {
        List<Interaction> all = new ArrayList<>(create());
        all.addAll(list());
        all.addAll(get());
        all.addAll(end());
        return all;
    }

    private static List<Interaction> create() {
        CreateSessionRequest large = named("x".repeat(66_000));
        Interaction tooLarge = Interaction.of("createSession", "with a body of more than 64 KiB")
                .request("POST", SESSION)
                .json("{\"name\": \"large at verification\"}")
                // Recorded small: the mock server takes any string, and the provider is sent a large one.
                .generating("name", new RandomStringGenerator(66_000))
                .fails(413, "PAYLOAD_TOO_LARGE", TooLargeException.class, client -> client.sessions()
                        .create(large));
        tooLarge.request().getMatchingRules().addCategory("body").addRule("$.name", TypeMatcher.INSTANCE);
        return List.of(
                created(Interaction.of("createSession", "with a name")
                                .request("POST", SESSION)
                                .json("{\"name\": \"Weekly review\"}"))
                        .when(
                                client -> client.sessions().create(named("Weekly review")),
                                SessionInteractions::isComplete),
                created(Interaction.of("createSession", "without a body").request("POST", SESSION))
                        .when(client -> client.sessions().create(), SessionInteractions::isComplete),
                created(Interaction.of("createSession", "with an operator key")
                                .given(States.OPERATOR_KEYS)
                                .request("POST", SESSION)
                                .bearer("${operatorKey}"))
                        .when(client -> client.sessions().create(), SessionInteractions::isComplete),
                created(Interaction.of("createSession", "again under the same key")
                                .given(States.OPERATOR_KEYS)
                                .given(States.KEYED_SESSION)
                                .request("POST", SESSION)
                                .key(States.KEY)
                                .bearer("${operatorKey}")
                                .json("{\"name\": \"Weekly review\"}"))
                        .replayed()
                        .when(
                                client -> client.sessions().withRawResponse().create(named("Weekly review"), keyed()),
                                answer -> {
                                    assertThat(answer.isReplayed()).isTrue();
                                    isComplete(answer.body());
                                }),
                Interaction.of("createSession", "of another name under the same key")
                        .given(States.OPERATOR_KEYS)
                        .given(States.KEYED_SESSION)
                        .request("POST", SESSION)
                        .key(States.KEY)
                        .bearer("${operatorKey}")
                        .json("{\"name\": \"Monthly review\"}")
                        .fails(409, "IDEMPOTENCY_KEY_REUSED", ConflictException.class, client -> client.sessions()
                                .create(named("Monthly review"), keyed())),
                Interaction.of("createSession", "again under the same key, while the first one runs")
                        .given(States.OPERATOR_KEYS)
                        .given(States.RUNNING_KEYED_SESSION)
                        .request("POST", SESSION)
                        .key(States.KEY)
                        .bearer("${operatorKey}")
                        .json("{\"name\": \"Weekly review\"}")
                        .fails(503, "UNAVAILABLE", ServerException.class, client -> client.sessions()
                                .create(named("Weekly review"), keyed())),
                Interaction.of("createSession", "with a name of 201 characters")
                        .request("POST", SESSION)
                        .json("{\"name\": \"" + "x".repeat(201) + "\"}")
                        .fails(400, "INVALID_INPUT", InvalidInputException.class, client -> client.sessions()
                                .create(named("x".repeat(201)))),
                Interaction.of("createSession", "without an operator key")
                        .given(States.OPERATOR_KEYS)
                        .request("POST", SESSION)
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.sessions()
                                .create()),
                tooLarge,
                Interaction.of("createSession", "too often")
                        .given(States.SESSION_LIMIT)
                        .request("POST", SESSION)
                        .fails(429, "RATE_LIMITED", RateLimitedException.class, client -> client.sessions()
                                .create()),
                Interaction.of("createSession", "while RealtimeKit fails")
                        .given(States.REALTIMEKIT_FAILS)
                        .request("POST", SESSION)
                        .fails(500, "REALTIMEKIT_ERROR", ServerException.class, client -> client.sessions()
                                .create()));
    }

    private static List<Interaction> list() {
        return List.of(
                Interaction.of("listSessions", "by state, a page at a time")
                        .given(States.TWO_SESSIONS)
                        .request("GET", LIST)
                        .query("status", "active")
                        .query("limit", "1")
                        .answers(body -> {
                            summaries(body, session -> session.stringValue("status", "active"));
                            Bodies.id(body, "next_cursor", Example.NEXT_CURSOR);
                        })
                        .when(client -> client.sessions().list(one(SessionStatus.ACTIVE, null)), page -> {
                            assertThat(page.items()).singleElement().satisfies(session -> {
                                assertThat(session.sessionId()).isEqualTo(Example.SESSION_ID);
                                assertThat(session.name()).isEqualTo("Weekly review");
                                assertThat(session.createdAt()).isEqualTo(Instant.parse(Example.TIME));
                                assertThat(session.status()).isEqualTo(SessionStatus.ACTIVE);
                                assertThat(session.participantCount()).isZero();
                            });
                            assertThat(page.nextCursor()).hasValue(Example.NEXT_CURSOR);
                        }),
                Interaction.of("listSessions", "the page after a cursor")
                        .given(States.TWO_SESSIONS)
                        .request("GET", LIST)
                        .query("status", "active")
                        .query("limit", "1")
                        .query("cursor", "${nextCursor}")
                        .answers(body -> summaries(body, session -> session.stringValue("status", "active")))
                        .when(
                                client -> client.sessions().list(one(SessionStatus.ACTIVE, Example.NEXT_CURSOR)),
                                page -> assertThat(page.items()).hasSize(1)),
                Interaction.of("listSessions", "that have ended")
                        .given(States.ENDED_SESSION)
                        .request("GET", LIST)
                        .query("status", "ended")
                        .query("limit", "1")
                        .answers(body -> summaries(body, session -> {
                            session.stringValue("status", "ended");
                            Bodies.time(session, "ended_at");
                        }))
                        .when(
                                client -> client.sessions().list(one(SessionStatus.ENDED, null)),
                                page -> assertThat(page.items()).singleElement().satisfies(session -> {
                                    assertThat(session.status()).isEqualTo(SessionStatus.ENDED);
                                    assertThat(session.endedAt()).isEqualTo(Instant.parse(Example.TIME));
                                })),
                Interaction.of("listSessions", "with a limit of 101")
                        .request("GET", LIST)
                        .query("limit", "101")
                        .fails(400, "INVALID_INPUT", InvalidInputException.class, client -> client.sessions()
                                .list(ListSessionsRequest.builder().limit(101).build())),
                Interaction.of("listSessions", "without an operator key")
                        .given(States.OPERATOR_KEYS)
                        .request("GET", LIST)
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.sessions()
                                .list()));
    }

    private static List<Interaction> get() {
        return List.of(
                Interaction.of("getSession", "with a live participant")
                        .given(States.LIVE_PARTICIPANT)
                        .request("GET", ONE)
                        .answers(body -> {
                            Bodies.id(body, "session_id", Example.SESSION_ID);
                            Bodies.name(body, "name", "Weekly review");
                            Bodies.time(body, "created_at");
                            body.stringValue("status", "active");
                            body.minArrayLike("participants", 1, Bodies::participant);
                        })
                        .when(client -> client.sessions().get(Example.SESSION_ID), session -> {
                            assertThat(session.sessionId()).isEqualTo(Example.SESSION_ID);
                            assertThat(session.name()).isEqualTo("Weekly review");
                            assertThat(session.createdAt()).isEqualTo(Instant.parse(Example.TIME));
                            assertThat(session.status()).isEqualTo(SessionStatus.ACTIVE);
                            assertThat(session.endedAt()).isNull();
                            assertThat(session.participants()).singleElement().satisfies(participant -> {
                                assertThat(participant.participantId()).isEqualTo(Example.PARTICIPANT_ID);
                                assertThat(participant.name()).isEqualTo("Ann");
                                assertThat(participant.joinedAt()).isEqualTo(Instant.parse(Example.TIME));
                                assertThat(participant.isMuted()).isFalse();
                                assertThat(participant.isCameraOn()).isTrue();
                                assertThat(participant.isScreenSharing()).isFalse();
                                assertThat(participant.connectionQuality().value())
                                        .isEqualTo("excellent");
                            });
                        }),
                Interaction.of("getSession", "with a token of it, where operator keys are asked for")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .request("GET", ONE)
                        .bearer("${participantToken}")
                        .answers(SessionInteractions::empty)
                        .when(
                                client -> client.sessions().get(Example.SESSION_ID),
                                session -> assertThat(session.participants()).isEmpty()),
                Interaction.of("getSession", "under a request id of the caller's")
                        .given(States.SESSION)
                        .request("GET", ONE)
                        .header("X-Request-Id", CALLERS_ID)
                        .answers(SessionInteractions::empty)
                        .underRequestId(CALLERS_ID)
                        .when(
                                client -> client.sessions()
                                        .withRawResponse()
                                        .get(
                                                Example.SESSION_ID,
                                                RequestOptions.defaults().withHeader("X-Request-Id", CALLERS_ID)),
                                answer -> assertThat(answer.requestId()).hasValue(CALLERS_ID)),
                Interaction.of("getSession", "that has ended")
                        .given(States.ENDED_SESSION)
                        .request("GET", ONE)
                        .answers(body -> {
                            Bodies.id(body, "session_id", Example.SESSION_ID);
                            Bodies.time(body, "created_at");
                            body.stringValue("status", "ended");
                            Bodies.time(body, "ended_at");
                            body.array("participants", participants -> {});
                        })
                        .when(client -> client.sessions().get(Example.SESSION_ID), session -> {
                            assertThat(session.status()).isEqualTo(SessionStatus.ENDED);
                            assertThat(session.endedAt()).isEqualTo(Instant.parse(Example.TIME));
                        }),
                Interaction.of("getSession", "without a token, where one is asked for")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .request("GET", ONE)
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.sessions()
                                .get(Example.SESSION_ID)),
                Interaction.of("getSession", "with a token of another session, where one of it is asked for")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .given(States.OTHER_CONTROL_TOKEN)
                        .request("GET", ONE)
                        .bearer("${otherControlToken}")
                        .fails(403, "FORBIDDEN", ForbiddenException.class, client -> client.sessions()
                                .get(Example.SESSION_ID)),
                Interaction.of("getSession", "that does not exist")
                        .request("GET", UNKNOWN)
                        .fails(404, "SESSION_NOT_FOUND", NotFoundException.class, client -> client.sessions()
                                .get(Example.UNKNOWN_ID)));
    }

    private static List<Interaction> end() {
        return List.of(
                ended(Interaction.of("endSession", "that is active").given(States.SESSION)),
                ended(Interaction.of("endSession", "that has ended already").given(States.ENDED_SESSION)),
                Interaction.of("endSession", "without a token")
                        .given(States.SESSION)
                        .request("DELETE", ONE)
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.sessions()
                                .end(Example.SESSION_ID)),
                Interaction.of("endSession", "with a participant's token")
                        .given(States.SESSION)
                        .request("DELETE", ONE)
                        .bearer("${participantToken}")
                        .fails(403, "FORBIDDEN", ForbiddenException.class, client -> client.sessions()
                                .end(Example.SESSION_ID)),
                Interaction.of("endSession", "with a control token of another session")
                        .given(States.SESSION)
                        .given(States.OTHER_CONTROL_TOKEN)
                        .request("DELETE", ONE)
                        .bearer("${otherControlToken}")
                        .fails(403, "FORBIDDEN", ForbiddenException.class, client -> client.sessions()
                                .end(Example.SESSION_ID)),
                Interaction.of("endSession", "that does not exist")
                        .given(States.OTHER_CONTROL_TOKEN)
                        .request("DELETE", UNKNOWN)
                        .bearer("${otherControlToken}")
                        .fails(404, "SESSION_NOT_FOUND", NotFoundException.class, client -> client.sessions()
                                .end(Example.UNKNOWN_ID)));
    }

    private static Interaction created(Interaction interaction) {
        return interaction.answers(body -> {
            Bodies.id(body, "session_id", Example.SESSION_ID);
            Bodies.time(body, "created_at");
            Bodies.id(body, "meeting_id", Example.SESSION_ID);
        });
    }

    private static void empty(LambdaDslObject session) {
        Bodies.id(session, "session_id", Example.SESSION_ID);
        Bodies.time(session, "created_at");
        session.stringValue("status", "active");
        session.array("participants", participants -> {});
    }

    private static void isComplete(CreatedSession session) {
        assertThat(session.sessionId()).isEqualTo(Example.SESSION_ID);
        assertThat(session.meetingId()).isEqualTo(Example.SESSION_ID);
        assertThat(session.createdAt()).isEqualTo(Instant.parse(Example.TIME));
    }

    private static void summaries(LambdaDslObject body, Consumer<LambdaDslObject> state) {
        body.minArrayLike("sessions", 1, session -> {
            Bodies.id(session, "session_id", Example.SESSION_ID);
            Bodies.name(session, "name", "Weekly review");
            Bodies.time(session, "created_at");
            session.integerType("participant_count", 0);
            state.accept(session);
        });
    }

    private static Interaction ended(Interaction interaction) {
        return interaction
                .request("DELETE", ONE)
                .bearer("${controlToken}")
                .answers(body -> {
                    body.booleanValue("success", true);
                    Bodies.id(body, "session_id", Example.SESSION_ID);
                    Bodies.time(body, "ended_at");
                })
                .when(client -> client.sessions().end(Example.SESSION_ID), session -> {
                    assertThat(session.success()).isTrue();
                    assertThat(session.sessionId()).isEqualTo(Example.SESSION_ID);
                    assertThat(session.endedAt()).isEqualTo(Instant.parse(Example.TIME));
                });
    }

    private static CreateSessionRequest named(String name) {
        return CreateSessionRequest.builder().name(name).build();
    }

    private static ListSessionsRequest one(SessionStatus status, @Nullable String cursor) {
        return ListSessionsRequest.builder()
                .status(status)
                .limit(1)
                .cursor(cursor)
                .build();
    }

    private static RequestOptions keyed() {
        return RequestOptions.defaults().withIdempotencyKey(States.KEY);
    }
}
