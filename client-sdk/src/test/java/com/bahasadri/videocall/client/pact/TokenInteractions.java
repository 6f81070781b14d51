package com.bahasadri.videocall.client.pact;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.client.error.ConflictException;
import com.bahasadri.videocall.client.error.ForbiddenException;
import com.bahasadri.videocall.client.error.InvalidInputException;
import com.bahasadri.videocall.client.error.NotFoundException;
import com.bahasadri.videocall.client.error.RateLimitedException;
import com.bahasadri.videocall.client.error.ServerException;
import com.bahasadri.videocall.client.error.UnauthorizedException;
import com.bahasadri.videocall.client.model.CreateParticipantTokenRequest;
import com.bahasadri.videocall.client.model.CreateTokenRequest;
import com.bahasadri.videocall.client.model.ParticipantToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The group Tokens. */
final class TokenInteractions {
    private static final String PARTICIPANT = "/api/video-call/session/${sessionId}/participant-token";
    private static final String CONTROL = "/api/video-call/session/${sessionId}/control-token";
    private static final String EARLIER = "/api/video-call/token";

    private TokenInteractions() {}

    static List<Interaction> all() {
        List<Interaction> all = new ArrayList<>(participantTokens());
        all.addAll(controlTokens());
        all.addAll(earlierTokens());
        return all;
    }

    private static List<Interaction> participantTokens() {
        return List.of(
                minted(Interaction.of("createParticipantToken", "for a name")
                                .given(States.SESSION)
                                .request("POST", PARTICIPANT)
                                .json("{\"name\": \"Ann\"}"))
                        .when(
                                client -> client.tokens().createParticipantToken(Example.SESSION_ID, named("Ann")),
                                TokenInteractions::isComplete),
                minted(Interaction.of("createParticipantToken", "without a body")
                                .given(States.SESSION)
                                .request("POST", PARTICIPANT))
                        .when(
                                client -> client.tokens().createParticipantToken(Example.SESSION_ID),
                                TokenInteractions::isComplete),
                minted(Interaction.of("createParticipantToken", "with a control token, where one is asked for")
                                .given(States.OPERATOR_KEYS)
                                .given(States.SESSION)
                                .request("POST", PARTICIPANT)
                                .bearer("${controlToken}"))
                        .when(
                                client -> client.tokens().createParticipantToken(Example.SESSION_ID),
                                TokenInteractions::isComplete),
                Interaction.of("createParticipantToken", "with a name of 201 characters")
                        .given(States.SESSION)
                        .request("POST", PARTICIPANT)
                        .json("{\"name\": \"" + "x".repeat(201) + "\"}")
                        .fails(400, "INVALID_INPUT", InvalidInputException.class, client -> client.tokens()
                                .createParticipantToken(Example.SESSION_ID, named("x".repeat(201)))),
                Interaction.of("createParticipantToken", "without a token, where one is asked for")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .request("POST", PARTICIPANT)
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.tokens()
                                .createParticipantToken(Example.SESSION_ID)),
                Interaction.of(
                                "createParticipantToken",
                                "with a participant's token, where a control token is asked for")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .request("POST", PARTICIPANT)
                        .bearer("${participantToken}")
                        .fails(403, "FORBIDDEN", ForbiddenException.class, client -> client.tokens()
                                .createParticipantToken(Example.SESSION_ID)),
                Interaction.of("createParticipantToken", "for a session that does not exist")
                        .request("POST", "/api/video-call/session/" + Example.UNKNOWN_ID + "/participant-token")
                        .fails(404, "SESSION_NOT_FOUND", NotFoundException.class, client -> client.tokens()
                                .createParticipantToken(Example.UNKNOWN_ID)),
                Interaction.of("createParticipantToken", "for a session that has ended")
                        .given(States.ENDED_SESSION)
                        .request("POST", PARTICIPANT)
                        .fails(409, "SESSION_ENDED", ConflictException.class, client -> client.tokens()
                                .createParticipantToken(Example.SESSION_ID)),
                Interaction.of("createParticipantToken", "too often")
                        .given(States.TOKEN_LIMIT)
                        .request("POST", PARTICIPANT)
                        .fails(429, "RATE_LIMITED", RateLimitedException.class, client -> client.tokens()
                                .createParticipantToken(Example.SESSION_ID)));
    }

    private static List<Interaction> controlTokens() {
        return List.of(
                Interaction.of("createControlToken", "for a session")
                        .given(States.SESSION)
                        .request("POST", CONTROL)
                        .answers(body -> {
                            Bodies.token(body, "token");
                            Bodies.time(body, "expires_at");
                        })
                        .when(client -> client.tokens().createControlToken(Example.SESSION_ID), token -> {
                            assertThat(token.token()).isNotBlank();
                            assertThat(token.expiresAt()).isEqualTo(Instant.parse(Example.TIME));
                        }),
                Interaction.of("createControlToken", "without an operator key")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .request("POST", CONTROL)
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.tokens()
                                .createControlToken(Example.SESSION_ID)),
                Interaction.of("createControlToken", "for a session that does not exist")
                        .request("POST", "/api/video-call/session/" + Example.UNKNOWN_ID + "/control-token")
                        .fails(404, "SESSION_NOT_FOUND", NotFoundException.class, client -> client.tokens()
                                .createControlToken(Example.UNKNOWN_ID)),
                Interaction.of("createControlToken", "for a session that has ended")
                        .given(States.ENDED_SESSION)
                        .request("POST", CONTROL)
                        .fails(409, "SESSION_ENDED", ConflictException.class, client -> client.tokens()
                                .createControlToken(Example.SESSION_ID)));
    }

    private static List<Interaction> earlierTokens() {
        CreateTokenRequest known = meeting(Example.SESSION_ID);
        return List.of(
                Interaction.of("createToken", "for a meeting, with everything")
                        .given(States.SESSION)
                        .request("POST", EARLIER)
                        .json("""
                                {"meeting_id": "%s", "name": "Ann", "custom_participant_id": "ann-1",
                                 "preset_name": "group_call_participant"}""".formatted(Example.SESSION_ID))
                        .injecting("meeting_id", "${meetingId}")
                        .answers(body -> Bodies.token(body, "auth_token"))
                        .when(
                                client -> client.tokens()
                                        .create(CreateTokenRequest.builder()
                                                .meetingId(Example.SESSION_ID)
                                                .name("Ann")
                                                .customParticipantId("ann-1")
                                                .presetName("group_call_participant")
                                                .build()),
                                token -> assertThat(token.authToken()).isNotBlank()),
                Interaction.of("createToken", "for a meeting alone")
                        .given(States.SESSION)
                        .request("POST", EARLIER)
                        .jsonInjecting("meeting_id", "${meetingId}")
                        .answers(body -> Bodies.token(body, "auth_token"))
                        .when(client -> client.tokens().create(known), token -> assertThat(token.authToken())
                                .isNotBlank()),
                Interaction.of("createToken", "with an empty meeting id")
                        .request("POST", EARLIER)
                        .json("{\"meeting_id\": \"\"}")
                        .fails(400, "INVALID_INPUT", InvalidInputException.class, client -> client.tokens()
                                .create(meeting(""))),
                Interaction.of("createToken", "without an operator key")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .request("POST", EARLIER)
                        .jsonInjecting("meeting_id", "${meetingId}")
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.tokens()
                                .create(known)),
                Interaction.of("createToken", "for a meeting that does not exist")
                        .request("POST", EARLIER)
                        .json("{\"meeting_id\": \"" + Example.UNKNOWN_ID + "\"}")
                        .fails(404, "NOT_FOUND", NotFoundException.class, client -> client.tokens()
                                .create(meeting(Example.UNKNOWN_ID))),
                Interaction.of("createToken", "for a session that has ended")
                        .given(States.ENDED_SESSION)
                        .request("POST", EARLIER)
                        .jsonInjecting("meeting_id", "${meetingId}")
                        .fails(409, "SESSION_ENDED", ConflictException.class, client -> client.tokens()
                                .create(known)),
                Interaction.of("createToken", "while RealtimeKit fails")
                        .given(States.SESSION)
                        .given(States.REALTIMEKIT_FAILS)
                        .request("POST", EARLIER)
                        .jsonInjecting("meeting_id", "${meetingId}")
                        .fails(500, "REALTIMEKIT_ERROR", ServerException.class, client -> client.tokens()
                                .create(known)));
    }

    private static Interaction minted(Interaction interaction) {
        return interaction.answers(body -> {
            Bodies.token(body, "token");
            Bodies.url(body, "join_url", "http://localhost:8787/join#session=" + Example.SESSION_ID);
            Bodies.time(body, "expires_at");
            Bodies.id(body, "participant_id", Example.PARTICIPANT_ID);
        });
    }

    private static void isComplete(ParticipantToken token) {
        assertThat(token.token()).isNotBlank();
        assertThat(token.joinUrl()).hasHost("localhost");
        assertThat(token.expiresAt()).isEqualTo(Instant.parse(Example.TIME));
        assertThat(token.participantId()).isEqualTo(Example.PARTICIPANT_ID);
    }

    private static CreateParticipantTokenRequest named(String name) {
        return CreateParticipantTokenRequest.builder().name(name).build();
    }

    private static CreateTokenRequest meeting(String id) {
        return CreateTokenRequest.builder().meetingId(id).build();
    }
}
