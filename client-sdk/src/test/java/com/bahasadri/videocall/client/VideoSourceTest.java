package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoSourceTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "a.mp4, video/mp4",
        "A.MP4, video/mp4",
        "a.m4v, video/mp4",
        "a.mov, video/quicktime",
        "a.b.webm, video/webm",
        "a.avi, application/octet-stream",
        "a, application/octet-stream",
    })
    void path_itsName_decidesTheContentType(String name, String contentType) {
        assertThat(VideoSource.of(Path.of("videos", name)).contentType()).isEqualTo(contentType);
    }

    @Test
    void path_aFile_isReadAnewEachTime() throws IOException {
        Path file = Files.write(folder.resolve("demo.mp4"), new byte[] {1, 2, 3});
        VideoSource source = VideoSource.of(file);
        assertThat(source.fileName()).isEqualTo("demo.mp4");
        assertThat(source.contentLength()).isEqualTo(3);
        for (int i = 0; i < 2; i++) {
            try (InputStream bytes = source.open()) {
                assertThat(bytes.readAllBytes()).containsExactly(1, 2, 3);
            }
        }
    }

    @Test
    void path_missingFile_failsWhenOpened() {
        VideoSource source = VideoSource.of(folder.resolve("none.mp4"));
        assertThat(source.contentLength()).isEqualTo(-1);
        assertThatThrownBy(source::open).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void path_withoutName_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> VideoSource.of(folder.getRoot()));
        assertThatIllegalArgumentException().isThrownBy(() -> VideoSource.of(Path.of("")));
    }

    @Test
    void bytes_changedLater_areNotSeen() throws IOException {
        byte[] bytes = {1, 2, 3};
        VideoSource source = VideoSource.of("demo.mp4", "video/mp4", bytes);
        bytes[0] = 9;
        try (InputStream opened = source.open()) {
            assertThat(opened.readAllBytes()).containsExactly(1, 2, 3);
        }
        assertThat(source.contentLength()).isEqualTo(3);
    }

    @Test
    void stream_itsLength_isFromMinusOne() {
        InputStream stream = InputStream.nullInputStream();
        assertThat(VideoSource.of(stream, -1).contentLength()).isEqualTo(-1);
        assertThat(VideoSource.of(stream, 0).contentLength()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> VideoSource.of(stream, -2));
    }

    @Test
    void stream_openedTwice_isRefused() throws IOException {
        VideoSource source = VideoSource.of(InputStream.nullInputStream(), 0).named("demo.mp4", "video/mp4");
        source.open().close();
        assertThatThrownBy(source::open).isInstanceOf(IOException.class).hasMessageContaining("once only");
    }

    @Test
    void repeatable_eachKind_saysSo() {
        VideoSource file = VideoSource.of(folder.resolve("a.mp4"));
        assertThat(file.isRepeatable()).isTrue();
        assertThat(file.named("b.webm", "video/webm").isRepeatable()).isTrue();
        assertThat(VideoSource.of("a.mp4", "video/mp4", new byte[0]).isRepeatable())
                .isTrue();
        VideoSource stream = VideoSource.of(InputStream.nullInputStream(), 0);
        assertThat(stream.isRepeatable()).isFalse();
        assertThat(stream.named("b.webm", "video/webm").isRepeatable()).isFalse();
    }

    @Test
    void named_anySource_keepsItsBytes() throws IOException {
        VideoSource named =
                VideoSource.of("demo.mp4", "video/mp4", new byte[] {1, 2, 3}).named("b.webm", "video/webm");
        assertThat(named.fileName()).isEqualTo("b.webm");
        assertThat(named.contentType()).isEqualTo("video/webm");
        assertThat(named.contentLength()).isEqualTo(3);
        try (InputStream opened = named.open()) {
            assertThat(opened.readAllBytes()).containsExactly(1, 2, 3);
        }
    }
}
