package com.bahasadri.videocall.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.client.model.SharedVideoFile;
import com.bahasadri.videocall.client.model.VideoFile;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the pact cannot hold before the server implements it. */
class VideoFilesTest {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @Test
    void upload_aVideo_sendsItAndReadsWhatItBecame() {
        SERVER.stubFor(post("/api/video-call/session/s/video-file").willReturn(okJson("""
                {"file_id": "f", "filename": "demo.mp4", "size": 7340032000, "duration": 12.5, "url": "http://localhost/f"}""")));
        try (VideoCallClient client = client()) {
            VideoFile file =
                    client.videoFiles().upload("s", VideoSource.of("demo.mp4", "video/mp4", new byte[] {'a', 'b'}));
            assertThat(file.fileId()).isEqualTo("f");
            assertThat(file.filename()).isEqualTo("demo.mp4");
            assertThat(file.size()).isEqualTo(7_340_032_000L);
            assertThat(file.duration()).isEqualTo(12.5);
            assertThat(file.url()).hasToString("http://localhost/f");
        }
        SERVER.verify(postRequestedFor(urlEqualTo("/api/video-call/session/s/video-file"))
                .withRequestBodyPart(aMultipart("file")
                        .withHeader("Content-Disposition", containing("filename=\"demo.mp4\""))
                        .withHeader("Content-Type", equalTo("video/mp4"))
                        .withBody(equalTo("ab"))
                        .build()));
    }

    @Test
    void list_aSharedVideo_isRead() {
        SERVER.stubFor(get("/api/video-call/session/s/video-files").willReturn(okJson("""
                {"files": [{"file_id": "f", "filename": "demo.mp4", "size": 2, "duration": 12.5, "url": "http://localhost/f",
                  "uploaded_by": "control-center", "uploaded_at": "2026-11-20T10:06:00Z"}]}""")));
        try (VideoCallClient client = client()) {
            SharedVideoFile file = client.videoFiles().list("s").files().get(0);
            assertThat(file.fileId()).isEqualTo("f");
            assertThat(file.filename()).isEqualTo("demo.mp4");
            assertThat(file.size()).isEqualTo(2);
            assertThat(file.duration()).isEqualTo(12.5);
            assertThat(file.url()).hasToString("http://localhost/f");
            assertThat(file.uploadedBy()).isEqualTo("control-center");
            assertThat(file.uploadedAt()).isEqualTo(Instant.parse("2026-11-20T10:06:00Z"));
        }
    }

    private static VideoCallClient client() {
        return VideoCallClient.builder().baseUrl(SERVER.baseUrl()).build();
    }
}
