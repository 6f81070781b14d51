package com.bahasadri.videocall.client.pact;

import au.com.dius.pact.consumer.dsl.MultipartBuilder;
import com.bahasadri.videocall.client.VideoSource;
import com.bahasadri.videocall.client.error.ForbiddenException;
import com.bahasadri.videocall.client.error.UnauthorizedException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The group VideoFiles. */
final class VideoFileInteractions {
    private static final String UPLOAD = "/api/video-call/session/${sessionId}/video-file";
    private static final String LIST = "/api/video-call/session/${sessionId}/video-files";
    private static final byte[] MP4 = "\0\0\0\u0018ftypmp42\0\0\0\0mp42isom".getBytes(StandardCharsets.ISO_8859_1);
    private static final VideoSource VIDEO = VideoSource.of("demo.mp4", "video/mp4", MP4);

    private VideoFileInteractions() {}

    static List<Interaction> all() {
        return List.of(
                upload("without a token, where one is asked for")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.videoFiles()
                                .upload(Example.SESSION_ID, VIDEO)),
                upload("with a token of another session, where one of it is asked for")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .given(States.OTHER_CONTROL_TOKEN)
                        .bearer("${otherControlToken}")
                        .fails(403, "FORBIDDEN", ForbiddenException.class, client -> client.videoFiles()
                                .upload(Example.SESSION_ID, VIDEO)),
                Interaction.of("listVideoFiles", "without a token, where one is asked for")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .request("GET", LIST)
                        .fails(401, "UNAUTHORIZED", UnauthorizedException.class, client -> client.videoFiles()
                                .list(Example.SESSION_ID)),
                Interaction.of("listVideoFiles", "with a token of another session, where one of it is asked for")
                        .given(States.OPERATOR_KEYS)
                        .given(States.SESSION)
                        .given(States.OTHER_CONTROL_TOKEN)
                        .request("GET", LIST)
                        .bearer("${otherControlToken}")
                        .fails(403, "FORBIDDEN", ForbiddenException.class, client -> client.videoFiles()
                                .list(Example.SESSION_ID)));
    }

    private static Interaction upload(String what) {
        // A fixed boundary: the pact has to come out the same each time.
        return Interaction.of("uploadVideoFile", what)
                .request("POST", UPLOAD)
                .form(new MultipartBuilder()
                        .withBoundaryMarker("pact-boundary")
                        .filePart("file", "demo.mp4", new ByteArrayInputStream(MP4), "video/mp4"));
    }
}
