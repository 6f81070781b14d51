package com.bahasadri.videocall.server.domain.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.support.media.Clip;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import com.bahasadri.videocall.server.support.media.MediaKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file's beginning tells. */
class VideoTypeTest {
    private static final Set<MediaKind> NOT_TOLD_BY_THE_HEAD = EnumSet.of(MediaKind.AVI);

    @ParameterizedTest
    @EnumSource(MediaKind.class)
    void ofHead_realFile_isToldByTwelveBytes(MediaKind kind) {
        byte[] file = MediaFiles.bytes(MediaFiles.of(kind, Clip.SHORT));

        assertThat(VideoType.ofHead(Arrays.copyOf(file, VideoType.HEAD_BYTES)))
                .isEqualTo(VideoType.ofHead(file))
                .matches(type -> type.isPresent() != NOT_TOLD_BY_THE_HEAD.contains(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "ftypisom, MP4", "'ftypM4V ', MP4", "ftypxxxx, MP4", "'ftypqt  ', QUICKTIME", "moov, QUICKTIME",
        "mdat, QUICKTIME", "wide, QUICKTIME", "free, QUICKTIME", "skip, QUICKTIME", "pnot, QUICKTIME"
    })
    void ofHead_box_isOfItsFamily(String afterLength, VideoType type) {
        assertThat(VideoType.ofHead(Bytes.text("\0\0\0\u0020" + afterLength))).contains(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0",
                "\0\0\0\u0020",
                "\0\0\0\u0020ftyp",
                "\0\0\0\u0020ftypqt ",
                "\0\0\0\u0020moo",
                "RIFFxxxxAVI "
            })
    void ofHead_anotherOrTooShort_isNone(String head) {
        assertThat(VideoType.ofHead(Bytes.text(head))).isEmpty();
    }

    @Test
    void contentType_each_isItsNameInHttp() {
        assertThat(VideoType.values())
                .extracting(VideoType::contentType)
                .containsExactly("video/mp4", "video/quicktime", "video/webm");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void info_withoutDuration_isNone(double seconds) {
        assertThatThrownBy(() -> new VideoInfo(VideoType.MP4, seconds)).isInstanceOf(IllegalArgumentException.class);
    }
}
