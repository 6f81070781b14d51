package com.bahasadri.videocall.server.support.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the files which other tests rely on are there, and as promised. */
class MediaFilesTest {
    @ParameterizedTest
    @EnumSource(MediaKind.class)
    void of_eachKind_isMadeOnce(MediaKind kind) {
        Path made = MediaFiles.of(kind, Clip.SHORT);

        assertThat(made).isNotEmptyFile();
        assertThat(MediaFiles.of(kind, Clip.SHORT)).isEqualTo(made);
    }

    @Test
    void paddedMp4_anySize_isThatLongAndBeginsWithTheVideo() throws Exception {
        byte[] video = MediaFiles.bytes(MediaFiles.mp4());
        long size = 300_001;

        byte[] padded = MediaFiles.bytes(MediaFiles.paddedMp4(size));

        assertThat(padded).hasSize((int) size).startsWith(video);
        ByteBuffer box = ByteBuffer.wrap(padded, video.length, 8);
        assertThat(box.getInt()).isEqualTo((int) size - video.length);
        assertThat(Arrays.copyOfRange(padded, video.length + 4, video.length + 8))
                .asString()
                .isEqualTo("free");
        assertThat(ByteBuffer.wrap(padded, video.length + 8, 8).getLong()).isEqualTo(video.length + 8);
        assertThat(ByteBuffer.wrap(padded, video.length + 8 + (1 << 17), 8).getLong())
                .isEqualTo(video.length + 8 + (1 << 17));
    }

    @Test
    void paddedMp4_theVideosOwnSize_isTheVideo() throws Exception {
        Path video = MediaFiles.mp4();

        assertThat(MediaFiles.paddedMp4(Files.size(video))).hasSameBinaryContentAs(video);
    }

    @Test
    void paddedMp4_tooSmallForABox_isRefused() throws Exception {
        long size = Files.size(MediaFiles.mp4());

        assertThatThrownBy(() -> MediaFiles.paddedMp4(size + 7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MediaFiles.paddedMp4(size - 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
