package com.bahasadri.videocall.client.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import com.bahasadri.videocall.client.error.ConflictException;
import com.bahasadri.videocall.client.error.ForbiddenException;
import com.bahasadri.videocall.client.error.InvalidInputException;
import com.bahasadri.videocall.client.error.NotFoundException;
import com.bahasadri.videocall.client.error.UnauthorizedException;
import com.bahasadri.videocall.client.model.Playback;
import com.bahasadri.videocall.client.model.PlaybackState;
import com.bahasadri.videocall.client.model.SetPlaybackRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The group Playback. */
final class PlaybackInteractions {
    private static final String PLAYBACK = "/api/video-call/session/${sessionId}/playback";
    private static final String UNKNOWN = "/api/video-call/session/" + Example.UNKNOWN_ID + "/playback";
    private static final SetPlaybackRequest STOP =
            SetPlaybackRequest.builder().state(PlaybackState.PAUSED).build();
    private static final String STOP_JSON = "{\"state\": \"paused\"}";

    private PlaybackInteractions() {}

    static List<Interaction> all() {
        List<Interaction> all = new ArrayList<>(get());
        all.addAll(set());
        all.addAll(refusals());
        return all;
    }

    private static List<Interaction> get() {
        return List.of(
                Interaction.of("getPlayback", "of a session in which a file plays")
                        .given(States.PLAYBACK)
                        .request("GET", PLAYBACK)
                        .answers(body -> {
                            playback(body, "playing");
                            body.numberType("spread", 0.021);
                            body.minArrayLike("viewers", 1, viewer -> {
                                Bodies.id(viewer, "viewer_id", Example.PARTICIPANT_ID);
                                viewer.numberType("position", 6.512);
                                viewer.numberType("drift", 0.012);
                                Bodies.time(viewer, "at");
                            });
                        })
                        .when(client -> client.playback().get(Example.SESSION_ID), status -> {
                            assertThat(status.fileId()).isEqualTo(Example.FILE_ID);
                            assertThat(status.state()).isEqualTo(PlaybackState.PLAYING);
                            assertThat(status.position()).isEqualTo(1.25);
                            assertThat(status.rate()).isEqualTo(1.5);
                            assertThat(status.revision()).isEqualTo(1);
                            assertThat(status.at()).isEqualTo(Instant.parse(Example.TIME));
                            assertThat(status.spread()).isEqualTo(0.021);
                            assertThat(status.viewers()).singleElement().satisfies(viewer -> {
                                assertThat(viewer.viewerId()).isEqualTo(Example.PARTICIPANT_ID);
                                assertThat(viewer.position()).isEqualTo(6.512);
                                assertThat(viewer.drift()).isEqualTo(0.012);
                                assertThat(viewer.at()).isEqualTo(Instant.parse(Example.TIME));
                            });
                        }),
                Interaction.of("getPlayback", "of a session in which nothing was played")
                        .given(States.SESSION)
                        .request("GET", PLAYBACK)
                        .answers(body -> {
                            body.stringValue("state", "paused");
                            body.numberValue("position", 0.0);
                            body.numberValue("rate", 1.0);
                            body.numberValue("revision", 0);
                            Bodies.time(body, "at");
                            body.array("viewers", viewers -> {});
                        })
                        .when(client -> client.playback().get(Example.SESSION_ID), status -> {
                            assertThat(status.fileId()).isNull();
                            assertThat(status.revision()).isZero();
                            assertThat(status.spread()).isNull();
                            assertThat(status.viewers()).isEmpty();
                        }),
                Interaction.of("getPlayback", "without a token, where one is asked for")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .request("GET", PLAYBACK)
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.playback()
                                .get(Example.SESSION_ID)),
                Interaction.of("getPlayback", "with a token of another session, where one of it is asked for")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .given(States.OTHER_CONTROL_TOKEN)
                        .request("GET", PLAYBACK)
                        .bearer("${otherControlToken}")
                        .fails(403, "FORBIDDEN", ForbiddenException.class, client -> client.playback()
                                .get(Example.SESSION_ID)),
                Interaction.of("getPlayback", "of a session that does not exist")
                        .request("GET", UNKNOWN)
                        .fails(404, "SESSION_NOT_FOUND", NotFoundException.class, client -> client.playback()
                                .get(Example.UNKNOWN_ID)));
    }

    private static List<Interaction> set() {
        SetPlaybackRequest play = SetPlaybackRequest.builder()
                .fileId(Example.FILE_ID)
                .state(PlaybackState.PLAYING)
                .position(1.25)
                .rate(1.5)
                .revision(0L)
                .build();
        return List.of(
                Interaction.of("setPlayback", "to play from a position, at a rate")
                        .given(States.VIDEO_FILE)
                        .request("PUT", PLAYBACK)
                        .bearer("${controlToken}")
                        .json("{\"file_id\": \"" + Example.FILE_ID + "\", \"state\": \"playing\", \"position\": 1.25,"
                                + " \"rate\": 1.5, \"revision\": 0}")
                        .injecting("file_id", "${fileId}")
                        .answers(body -> playback(body, "playing"))
                        .when(client -> client.playback().set(Example.SESSION_ID, play), playback -> {
                            isComplete(playback);
                            assertThat(playback.state()).isEqualTo(PlaybackState.PLAYING);
                        }),
                Interaction.of("setPlayback", "to show no file any more")
                        .given(States.PLAYBACK)
                        .request("PUT", PLAYBACK)
                        .bearer("${controlToken}")
                        .json(STOP_JSON)
                        .answers(body -> {
                            body.stringValue("state", "paused");
                            body.numberValue("position", 0.0);
                            body.numberValue("rate", 1.0);
                            body.numberValue("revision", 2);
                            Bodies.time(body, "at");
                        })
                        .when(client -> client.playback().set(Example.SESSION_ID, STOP), playback -> {
                            assertThat(playback.fileId()).isNull();
                            assertThat(playback.state()).isEqualTo(PlaybackState.PAUSED);
                            assertThat(playback.revision()).isEqualTo(2);
                        }));
    }

    private static List<Interaction> refusals() {
        SetPlaybackRequest tooFast = SetPlaybackRequest.builder()
                .state(PlaybackState.PLAYING)
                .rate(4.5)
                .build();
        SetPlaybackRequest unknownFile = SetPlaybackRequest.builder()
                .fileId(Example.UNKNOWN_ID)
                .state(PlaybackState.PLAYING)
                .build();
        SetPlaybackRequest stale = SetPlaybackRequest.builder()
                .state(PlaybackState.PAUSED)
                .revision(0L)
                .build();
        return List.of(
                set("faster than 4 times", "{\"state\": \"playing\", \"rate\": 4.5}")
                        .given(States.SESSION)
                        .bearer("${controlToken}")
                        .fails(400, "INVALID_INPUT", InvalidInputException.class, client -> client.playback()
                                .set(Example.SESSION_ID, tooFast)),
                set("without a token", STOP_JSON)
                        .given(States.SESSION)
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.playback()
                                .set(Example.SESSION_ID, STOP)),
                set("with a participant's token", STOP_JSON)
                        .given(States.SESSION)
                        .bearer("${participantToken}")
                        .fails(403, "FORBIDDEN", ForbiddenException.class, client -> client.playback()
                                .set(Example.SESSION_ID, STOP)),
                set(
                                "to a file that does not exist",
                                "{\"file_id\": \"" + Example.UNKNOWN_ID + "\", \"state\": \"playing\"}")
                        .given(States.SESSION)
                        .bearer("${controlToken}")
                        .fails(404, "FILE_NOT_FOUND", NotFoundException.class, client -> client.playback()
                                .set(Example.SESSION_ID, unknownFile)),
                Interaction.of("setPlayback", "of a session that does not exist")
                        .given(States.OTHER_CONTROL_TOKEN)
                        .request("PUT", UNKNOWN)
                        .bearer("${otherControlToken}")
                        .json(STOP_JSON)
                        .fails(404, "SESSION_NOT_FOUND", NotFoundException.class, client -> client.playback()
                                .set(Example.UNKNOWN_ID, STOP)),
                set("knowing an older revision", "{\"state\": \"paused\", \"revision\": 0}")
                        .given(States.PLAYBACK)
                        .bearer("${controlToken}")
                        .fails(409, "STALE_REVISION", ConflictException.class, client -> client.playback()
                                .set(Example.SESSION_ID, stale)));
    }

    private static Interaction set(String what, String json) {
        return Interaction.of("setPlayback", what).request("PUT", PLAYBACK).json(json);
    }

    private static void playback(LambdaDslObject body, String state) {
        Bodies.id(body, "file_id", Example.FILE_ID);
        body.stringValue("state", state);
        body.numberValue("position", 1.25);
        body.numberValue("rate", 1.5);
        body.numberValue("revision", 1);
        Bodies.time(body, "at");
    }

    private static void isComplete(Playback playback) {
        assertThat(playback.fileId()).isEqualTo(Example.FILE_ID);
        assertThat(playback.position()).isEqualTo(1.25);
        assertThat(playback.rate()).isEqualTo(1.5);
        assertThat(playback.revision()).isEqualTo(1);
        assertThat(playback.at()).isEqualTo(Instant.parse(Example.TIME));
    }
}
