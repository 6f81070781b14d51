package com.bahasadri.videocall.client.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.MultipartBuilder;
import com.bahasadri.videocall.client.VideoSource;
import com.bahasadri.videocall.client.error.ConflictException;
import com.bahasadri.videocall.client.error.ForbiddenException;
import com.bahasadri.videocall.client.error.InvalidInputException;
import com.bahasadri.videocall.client.error.NotFoundException;
import com.bahasadri.videocall.client.error.ServerException;
import com.bahasadri.videocall.client.error.TooLargeException;
import com.bahasadri.videocall.client.error.UnauthorizedException;
import com.bahasadri.videocall.contract.SmallVideo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The group VideoFiles. */
final class VideoFileInteractions {
    private static final String SESSION = "/api/video-call/session/${sessionId}";
    private static final String UNKNOWN_SESSION = "/api/video-call/session/" + Example.UNKNOWN_ID;
    private static final String FILES = "/video-files";
    private static final String UPLOAD = "/video-file";
    private static final String ONE = UPLOAD + "/${fileId}";
    private static final String UNKNOWN_FILE = UPLOAD + "/" + Example.UNKNOWN_ID;
    private static final VideoSource VIDEO = VideoSource.of("demo.mp4", "video/mp4", SmallVideo.bytes());
    private static final VideoSource NOTES =
            VideoSource.of("notes.txt", "text/plain", "These are notes.".getBytes(StandardCharsets.UTF_8));

    private VideoFileInteractions() {}

    static List<Interaction> all() {
        List<Interaction> all = new ArrayList<>(upload());
        all.addAll(refusedUploads());
        all.addAll(list());
        all.addAll(delete());
        return all;
    }

    private static List<Interaction> upload() {
        VideoSource longName = VIDEO.named("x".repeat(252) + ".mp4", "video/mp4");
        return List.of(
                upload("a video", SESSION, VIDEO)
                        .given(States.SESSION)
                        .answers(body -> {
                            Bodies.id(body, "file_id", Example.FILE_ID);
                            body.stringValue("filename", "demo.mp4");
                            body.numberValue("size", SmallVideo.bytes().length);
                            body.numberValue("duration", SmallVideo.SECONDS);
                            Bodies.url(body, "url", Example.FILE_URL);
                        })
                        .when(client -> client.videoFiles().upload(Example.SESSION_ID, VIDEO), file -> {
                            assertThat(file.fileId()).isEqualTo(Example.FILE_ID);
                            assertThat(file.filename()).isEqualTo("demo.mp4");
                            assertThat(file.size()).isEqualTo(SmallVideo.bytes().length);
                            assertThat(file.duration()).isEqualTo(SmallVideo.SECONDS);
                            assertThat(file.url()).hasToString(Example.FILE_URL);
                        }),
                upload("what is no video", SESSION, NOTES)
                        .given(States.SESSION)
                        .fails(400, "INVALID_FILE_TYPE", InvalidInputException.class, client -> client.videoFiles()
                                .upload(Example.SESSION_ID, NOTES)),
                upload("with a name of 256 characters", SESSION, longName)
                        .given(States.SESSION)
                        .fails(400, "INVALID_INPUT", InvalidInputException.class, client -> client.videoFiles()
                                .upload(Example.SESSION_ID, longName)),
                upload("without a token, where one is asked for", SESSION, VIDEO)
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.videoFiles()
                                .upload(Example.SESSION_ID, VIDEO)),
                upload("with a token of another session, where one of it is asked for", SESSION, VIDEO)
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .given(States.OTHER_CONTROL_TOKEN)
                        .bearer("${otherControlToken}")
                        .fails(403, "FORBIDDEN", ForbiddenException.class, client -> client.videoFiles()
                                .upload(Example.SESSION_ID, VIDEO)));
    }

    private static List<Interaction> refusedUploads() {
        return List.of(
                upload("into a session that does not exist", UNKNOWN_SESSION, VIDEO)
                        .fails(404, "SESSION_NOT_FOUND", NotFoundException.class, client -> client.videoFiles()
                                .upload(Example.UNKNOWN_ID, VIDEO)),
                upload("into a session that has ended", SESSION, VIDEO)
                        .given(States.ENDED_SESSION)
                        .fails(409, "SESSION_ENDED", ConflictException.class, client -> client.videoFiles()
                                .upload(Example.SESSION_ID, VIDEO)),
                upload("a file that is too large", SESSION, VIDEO)
                        .given(States.SMALL_FILES)
                        .given(States.SESSION)
                        .fails(413, "FILE_TOO_LARGE", TooLargeException.class, client -> client.videoFiles()
                                .upload(Example.SESSION_ID, VIDEO)),
                upload("while the storage does not answer", SESSION, VIDEO)
                        .given(States.STORAGE_FAILS)
                        .given(States.SESSION)
                        .fails(503, "UNAVAILABLE", ServerException.class, client -> client.videoFiles()
                                .upload(Example.SESSION_ID, VIDEO)),
                upload("where there is no room", SESSION, VIDEO)
                        .given(States.STORAGE_FULL)
                        .given(States.SESSION)
                        .fails(507, "STORAGE_FULL", ServerException.class, client -> client.videoFiles()
                                .upload(Example.SESSION_ID, VIDEO)));
    }

    private static List<Interaction> list() {
        return List.of(
                list("of a session with a video file", SESSION)
                        .given(States.VIDEO_FILE)
                        .answers(body -> body.minArrayLike("files", 1, VideoFileInteractions::shared))
                        .when(
                                client -> client.videoFiles().list(Example.SESSION_ID),
                                list -> assertThat(list.files()).singleElement().satisfies(file -> {
                                    assertThat(file.fileId()).isEqualTo(Example.FILE_ID);
                                    assertThat(file.filename()).isEqualTo("demo.mp4");
                                    assertThat(file.size()).isEqualTo(SmallVideo.bytes().length);
                                    assertThat(file.duration()).isEqualTo(SmallVideo.SECONDS);
                                    assertThat(file.url()).hasToString(Example.FILE_URL);
                                    assertThat(file.uploadedBy()).isEqualTo("control-center");
                                    assertThat(file.uploadedAt()).isEqualTo(Instant.parse(Example.TIME));
                                })),
                list("of a session without any", SESSION)
                        .given(States.SESSION)
                        .answers(body -> body.array("files", files -> {}))
                        .when(client -> client.videoFiles().list(Example.SESSION_ID), list -> assertThat(list.files())
                                .isEmpty()),
                list("without a token, where one is asked for", SESSION)
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.videoFiles()
                                .list(Example.SESSION_ID)),
                list("with a token of another session, where one of it is asked for", SESSION)
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .given(States.OTHER_CONTROL_TOKEN)
                        .bearer("${otherControlToken}")
                        .fails(403, "FORBIDDEN", ForbiddenException.class, client -> client.videoFiles()
                                .list(Example.SESSION_ID)),
                list("of a session that does not exist", UNKNOWN_SESSION)
                        .fails(404, "SESSION_NOT_FOUND", NotFoundException.class, client -> client.videoFiles()
                                .list(Example.UNKNOWN_ID)));
    }

    private static List<Interaction> delete() {
        return List.of(
                delete("of a session", SESSION + ONE)
                        .given(States.VIDEO_FILE)
                        .bearer("${controlToken}")
                        .answers(body -> {
                            body.booleanValue("success", true);
                            Bodies.id(body, "file_id", Example.FILE_ID);
                        })
                        .when(client -> client.videoFiles().delete(Example.SESSION_ID, Example.FILE_ID), deleted -> {
                            assertThat(deleted.success()).isTrue();
                            assertThat(deleted.fileId()).isEqualTo(Example.FILE_ID);
                        }),
                delete("without a token", SESSION + UNKNOWN_FILE)
                        .given(States.SESSION)
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.videoFiles()
                                .delete(Example.SESSION_ID, Example.UNKNOWN_ID)),
                delete("with a participant's token", SESSION + UNKNOWN_FILE)
                        .given(States.SESSION)
                        .bearer("${participantToken}")
                        .fails(403, "FORBIDDEN", ForbiddenException.class, client -> client.videoFiles()
                                .delete(Example.SESSION_ID, Example.UNKNOWN_ID)),
                delete("that does not exist", SESSION + UNKNOWN_FILE)
                        .given(States.SESSION)
                        .bearer("${controlToken}")
                        .fails(404, "FILE_NOT_FOUND", NotFoundException.class, client -> client.videoFiles()
                                .delete(Example.SESSION_ID, Example.UNKNOWN_ID)),
                delete("of a session that does not exist", UNKNOWN_SESSION + UNKNOWN_FILE)
                        .given(States.OTHER_CONTROL_TOKEN)
                        .bearer("${otherControlToken}")
                        .fails(404, "SESSION_NOT_FOUND", NotFoundException.class, client -> client.videoFiles()
                                .delete(Example.UNKNOWN_ID, Example.UNKNOWN_ID)));
    }

    private static void shared(LambdaDslObject file) {
        Bodies.id(file, "file_id", Example.FILE_ID);
        file.stringValue("filename", "demo.mp4");
        file.numberValue("size", SmallVideo.bytes().length);
        file.numberValue("duration", SmallVideo.SECONDS);
        Bodies.url(file, "url", Example.FILE_URL);
        file.stringValue("uploaded_by", "control-center");
        Bodies.time(file, "uploaded_at");
    }

    private static Interaction upload(String what, String session, VideoSource video) {
        try (InputStream bytes = video.open()) {
            // A fixed boundary: the pact has to come out the same each time.
            return Interaction.of("uploadVideoFile", what)
                    .request("POST", session + UPLOAD)
                    .form(new MultipartBuilder()
                            .withBoundaryMarker("pact-boundary")
                            .filePart("file", video.fileName(), bytes, video.contentType()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Interaction list(String what, String session) {
        return Interaction.of("listVideoFiles", what).request("GET", session + FILES);
    }

    private static Interaction delete(String what, String path) {
        return Interaction.of("deleteVideoFile", what).request("DELETE", path);
    }
}
