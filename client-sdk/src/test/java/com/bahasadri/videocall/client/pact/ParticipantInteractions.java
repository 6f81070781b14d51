package com.bahasadri.videocall.client.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.error.ForbiddenException;
import com.bahasadri.videocall.client.error.InvalidInputException;
import com.bahasadri.videocall.client.error.NotFoundException;
import com.bahasadri.videocall.client.error.RateLimitedException;
import com.bahasadri.videocall.client.error.UnauthorizedException;
import com.bahasadri.videocall.client.model.CommandOutcome;
import com.bahasadri.videocall.client.model.MuteResult;
import com.bahasadri.videocall.client.model.ParticipantRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The group Participants. */
final class ParticipantInteractions {
    private static final String SESSION = "/api/video-call/session/${sessionId}";
    private static final String UNKNOWN = "/api/video-call/session/" + Example.UNKNOWN_ID;

    private ParticipantInteractions() {}

    static List<Interaction> all() {
        Command mute = new Command("muteParticipant", "/mute", (client, session, body) -> client.participants()
                .mute(session, body));
        Command unmute = new Command("unmuteParticipant", "/unmute", (client, session, body) -> client.participants()
                .unmute(session, body));
        Command kick = new Command("kickParticipant", "/kick", (client, session, body) -> client.participants()
                .kick(session, body));

        List<Interaction> all = new ArrayList<>();
        all.add(mute.succeeds(Bodies::muteResult)
                .when(
                        client -> client.participants().mute(Example.SESSION_ID, live()),
                        ParticipantInteractions::isComplete));
        all.add(unmute.succeeds(Bodies::muteResult)
                .when(
                        client -> client.participants().unmute(Example.SESSION_ID, live()),
                        ParticipantInteractions::isComplete));
        all.add(kick.succeeds(body -> {
                    body.booleanType("success", true);
                    Bodies.id(body, "participant_id", Example.PARTICIPANT_ID);
                })
                .when(client -> client.participants().kick(Example.SESSION_ID, live()), result -> {
                    assertThat(result.success()).isTrue();
                    assertThat(result.participantId()).isEqualTo(Example.PARTICIPANT_ID);
                }));
        List.of(mute, unmute, kick).forEach(command -> all.addAll(command.failures()));
        all.add(Interaction.of("muteParticipant", "without waiting for the outcome")
                .given(States.LIVE_PARTICIPANT)
                .request("POST", SESSION + "/mute")
                .bearer("${controlToken}")
                .header("Prefer", "wait=0")
                .jsonInjecting("participant_id", "${participantId}")
                .answers(Bodies::pendingMuteResult)
                .when(
                        client -> client.participants()
                                .mute(
                                        Example.SESSION_ID,
                                        live(),
                                        RequestOptions.defaults().withWait(Duration.ZERO)),
                        result -> {
                            assertThat(result.success()).isFalse();
                            assertThat(result.outcome()).isEqualTo(CommandOutcome.PENDING);
                        }));
        all.add(Interaction.of("muteParticipant", "with the token of a session that has ended")
                .given(States.ENDED_SESSION)
                .request("POST", SESSION + "/mute")
                .bearer("${controlToken}")
                .json("{\"participant_id\": \"" + Example.UNKNOWN_ID + "\"}")
                .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.participants()
                        .mute(Example.SESSION_ID, participant(Example.UNKNOWN_ID))));
        all.add(Interaction.of("muteParticipant", "too often")
                .given(States.COMMAND_LIMIT)
                .request("POST", SESSION + "/mute")
                .bearer("${controlToken}")
                .jsonInjecting("participant_id", "${participantId}")
                .fails(429, "RATE_LIMITED", RateLimitedException.class, client -> client.participants()
                        .mute(Example.SESSION_ID, live())));
        all.addAll(muteAll());
        all.addAll(screenShares());
        return all;
    }

    private static List<Interaction> muteAll() {
        return List.of(
                Interaction.of("muteAllParticipants", "of a session with a live participant")
                        .given(States.LIVE_PARTICIPANT)
                        .request("POST", SESSION + "/mute-all")
                        .bearer("${controlToken}")
                        .answers(body -> {
                            body.booleanType("success", true);
                            body.minArrayLike("participants", 1, Bodies::muteResult);
                        })
                        .when(client -> client.participants().muteAll(Example.SESSION_ID), result -> {
                            assertThat(result.success()).isTrue();
                            assertThat(result.participants())
                                    .singleElement()
                                    .satisfies(ParticipantInteractions::isComplete);
                        }),
                Interaction.of("muteAllParticipants", "without a token")
                        .given(States.SESSION)
                        .request("POST", SESSION + "/mute-all")
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.participants()
                                .muteAll(Example.SESSION_ID)),
                Interaction.of("muteAllParticipants", "with a participant's token")
                        .given(States.SESSION)
                        .request("POST", SESSION + "/mute-all")
                        .bearer("${participantToken}")
                        .fails(403, "FORBIDDEN", ForbiddenException.class, client -> client.participants()
                                .muteAll(Example.SESSION_ID)),
                Interaction.of("muteAllParticipants", "of a session that does not exist")
                        .given(States.OTHER_CONTROL_TOKEN)
                        .request("POST", UNKNOWN + "/mute-all")
                        .bearer("${otherControlToken}")
                        .fails(404, "SESSION_NOT_FOUND", NotFoundException.class, client -> client.participants()
                                .muteAll(Example.UNKNOWN_ID)));
    }

    private static List<Interaction> screenShares() {
        return List.of(
                Interaction.of("listScreenShares", "of a session with a screen share")
                        .given(States.SCREEN_SHARE)
                        .request("GET", SESSION + "/screen-shares")
                        .answers(body -> body.minArrayLike("screen_shares", 1, share -> {
                            Bodies.id(share, "share_id", "7e0c2a7e-8b39-45f1-a2b7-3cf5b86b9a33");
                            Bodies.id(share, "participant_id", Example.PARTICIPANT_ID);
                            Bodies.name(share, "participant_name", "Ann");
                            Bodies.time(share, "started_at");
                            Bodies.url(share, "stream_url", "http://localhost:8787/?share=7e0c2a7e");
                        }))
                        .when(client -> client.participants().listScreenShares(Example.SESSION_ID), list -> assertThat(
                                        list.screenShares())
                                .singleElement()
                                .satisfies(share -> {
                                    assertThat(share.shareId()).isNotBlank();
                                    assertThat(share.participantId()).isEqualTo(Example.PARTICIPANT_ID);
                                    assertThat(share.participantName()).isEqualTo("Ann");
                                    assertThat(share.startedAt()).isEqualTo(Instant.parse(Example.TIME));
                                    assertThat(share.streamUrl()).hasHost("localhost");
                                })),
                Interaction.of("listScreenShares", "of a session without any")
                        .given(States.SESSION)
                        .request("GET", SESSION + "/screen-shares")
                        .answers(body -> body.array("screen_shares", shares -> {}))
                        .when(
                                client -> client.participants().listScreenShares(Example.SESSION_ID),
                                list -> assertThat(list.screenShares()).isEmpty()),
                Interaction.of("listScreenShares", "without a token, where one is asked for")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .request("GET", SESSION + "/screen-shares")
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.participants()
                                .listScreenShares(Example.SESSION_ID)),
                Interaction.of("listScreenShares", "with a token of another session, where one of it is asked for")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .given(States.OTHER_CONTROL_TOKEN)
                        .request("GET", SESSION + "/screen-shares")
                        .bearer("${otherControlToken}")
                        .fails(403, "FORBIDDEN", ForbiddenException.class, client -> client.participants()
                                .listScreenShares(Example.SESSION_ID)),
                Interaction.of("listScreenShares", "of a session that does not exist")
                        .request("GET", UNKNOWN + "/screen-shares")
                        .fails(404, "SESSION_NOT_FOUND", NotFoundException.class, client -> client.participants()
                                .listScreenShares(Example.UNKNOWN_ID)));
    }

    private static void isComplete(MuteResult result) {
        assertThat(result.success()).isTrue();
        assertThat(result.participantId()).isEqualTo(Example.PARTICIPANT_ID);
        assertThat(result.isMuted()).isTrue();
    }

    private static ParticipantRequest live() {
        return participant(Example.PARTICIPANT_ID);
    }

    private static ParticipantRequest participant(String id) {
        return ParticipantRequest.builder().participantId(id).build();
    }

    @FunctionalInterface
    private interface Send {
        Object to(VideoCallClient client, String sessionId, ParticipantRequest body);
    }

    /** A command to one participant: the three of them fail alike. */
    private record Command(String operationId, String path, Send send) {

        Interaction succeeds(Consumer<LambdaDslObject> body) {
            return Interaction.of(operationId, "who is in the call")
                    .given(States.LIVE_PARTICIPANT)
                    .request("POST", SESSION + path)
                    .bearer("${controlToken}")
                    .jsonInjecting("participant_id", "${participantId}")
                    .answers(body);
        }

        List<Interaction> failures() {
            return List.of(
                    Interaction.of(operationId, "with an empty id")
                            .given(States.SESSION)
                            .request("POST", SESSION + path)
                            .bearer("${controlToken}")
                            .json("{\"participant_id\": \"\"}")
                            .fails(
                                    400,
                                    "INVALID_INPUT",
                                    InvalidInputException.class,
                                    client -> send.to(client, Example.SESSION_ID, participant(""))),
                    Interaction.of(operationId, "without a token")
                            .given(States.LIVE_PARTICIPANT)
                            .request("POST", SESSION + path)
                            .jsonInjecting("participant_id", "${participantId}")
                            .fails(
                                    401,
                                    "UNAUTHORIZED",
                                    UnauthorizedException.class,
                                    client -> send.to(client, Example.SESSION_ID, live())),
                    Interaction.of(operationId, "with a participant's token")
                            .given(States.LIVE_PARTICIPANT)
                            .request("POST", SESSION + path)
                            .bearer("${participantToken}")
                            .jsonInjecting("participant_id", "${participantId}")
                            .fails(
                                    403,
                                    "FORBIDDEN",
                                    ForbiddenException.class,
                                    client -> send.to(client, Example.SESSION_ID, live())),
                    Interaction.of(operationId, "with a control token of another session")
                            .given(States.LIVE_PARTICIPANT)
                            .given(States.OTHER_CONTROL_TOKEN)
                            .request("POST", SESSION + path)
                            .bearer("${otherControlToken}")
                            .jsonInjecting("participant_id", "${participantId}")
                            .fails(
                                    403,
                                    "FORBIDDEN",
                                    ForbiddenException.class,
                                    client -> send.to(client, Example.SESSION_ID, live())),
                    Interaction.of(operationId, "who is not in the call")
                            .given(States.SESSION)
                            .request("POST", SESSION + path)
                            .bearer("${controlToken}")
                            .json("{\"participant_id\": \"" + Example.UNKNOWN_ID + "\"}")
                            .fails(
                                    404,
                                    "PARTICIPANT_NOT_FOUND",
                                    NotFoundException.class,
                                    client -> send.to(client, Example.SESSION_ID, participant(Example.UNKNOWN_ID))),
                    Interaction.of(operationId, "of a session that does not exist")
                            .given(States.OTHER_CONTROL_TOKEN)
                            .request("POST", UNKNOWN + path)
                            .bearer("${otherControlToken}")
                            .json("{\"participant_id\": \"" + Example.UNKNOWN_ID + "\"}")
                            .fails(
                                    404,
                                    "SESSION_NOT_FOUND",
                                    NotFoundException.class,
                                    client -> send.to(client, Example.UNKNOWN_ID, participant(Example.UNKNOWN_ID))));
        }
    }
}
