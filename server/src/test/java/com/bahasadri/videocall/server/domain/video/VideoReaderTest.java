package com.bahasadri.videocall.server.domain.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.bahasadri.videocall.server.support.media.Clip;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import com.bahasadri.videocall.server.support.media.MediaKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real files tell. */
class VideoReaderTest {
    private static final int BUFFER = 1 << 16;

    @ParameterizedTest
    @CsvSource({
        "MP4, MP4",
        "MP4_MOOV_LAST, MP4",
        "M4V, MP4",
        "MOV, QUICKTIME",
        "FRAGMENTED_MP4, MP4",
        "FRAGMENTED_MP4_FROM_INDEX, MP4",
        "FRAGMENTED_MP4_BY_FRAME, MP4",
        "DASH_MP4, MP4",
        "WEBM, WEBM",
        "VP9_WEBM, WEBM",
        "LIVE_WEBM, WEBM"
    })
    void read_eachKind_tellsTypeAndDuration(MediaKind kind, VideoType type) throws Exception {
        for (double seconds : new double[] {0.5, 2, 5.2}) {
            VideoInfo info = read(MediaFiles.bytes(MediaFiles.of(kind, Clip.SHORT.lasting(seconds))));

            assertThat(info.type()).isEqualTo(type);
            assertThat(info.durationSeconds()).isCloseTo(seconds, within(0.1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MKV, 'The file is Matroska, not WebM'",
        "THREE_GPP, 'The file is of the kind \"3gp6\", no MP4 or QuickTime video'",
        "AVI, 'The file is no MP4, QuickTime or WebM video'",
        "M4A, 'The file is of the kind \"M4A\", no MP4 or QuickTime video'",
        "MP4_AUDIO, The file has no video track",
        "WEBM_AUDIO, The file has no video track"
    })
    void read_anotherKind_isRefused(MediaKind kind, String message) {
        byte[] file = MediaFiles.bytes(MediaFiles.of(kind, Clip.SHORT));

        assertRefused(file, message);
    }

    @Test
    void read_nothing_isRefused() {
        assertRefused(new byte[0], "The file is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "<!DOCTYPE html><html><body>no video</body></html>", "ftypisom", "xxxxftyp"})
    void read_noVideo_isRefused(String content) {
        assertRefused(content.getBytes(), "The file is no MP4, QuickTime or WebM video");
    }

    @ParameterizedTest
    @EnumSource(names = {"MP4", "MP4_MOOV_LAST", "MOV", "WEBM", "VP9_WEBM"})
    void read_cutOffAnywhere_isRefused(MediaKind kind) {
        byte[] file = MediaFiles.bytes(MediaFiles.of(kind, new Clip(0.3, 32, 32)));

        for (int length = 0; length < file.length; length++) {
            InputStream cut = new ByteArrayInputStream(file, 0, length);
            assertThatExceptionOfType(UnreadableVideoException.class)
                    .as("%d of %d bytes", length, file.length)
                    .isThrownBy(() -> VideoReader.read(cut));
        }
    }

    /** What has no length ends where the recording ended: between two parts it is whole, and shorter. */
    @ParameterizedTest
    @CsvSource({"FRAGMENTED_MP4, 10", "FRAGMENTED_MP4_BY_FRAME, 300", "LIVE_WEBM, 60"})
    void read_recordingCutOffAnywhere_isRefusedOrShorter(MediaKind kind, int mostWays) throws Exception {
        byte[] file = MediaFiles.bytes(MediaFiles.of(kind, new Clip(1.2, 32, 32)));
        double whole = read(file).durationSeconds();

        double before = 0;
        int ways = 0;
        for (int length = 0; length < file.length; length++) {
            try {
                double seconds = VideoReader.read(new ByteArrayInputStream(file, 0, length))
                        .durationSeconds();
                assertThat(seconds).isBetween(before, whole);
                before = seconds;
                ways++;
            } catch (UnreadableVideoException refused) {
                assertThat(refused).hasMessageStartingWith("The file");
            }
        }
        assertThat(ways).isBetween(1, mostWays);
    }

    @Test
    void read_largeFile_takesAllOfItInFewReads() throws Exception {
        long size = 20_000_000;
        CountingStream stream;
        try (InputStream in = Files.newInputStream(MediaFiles.paddedMp4(size))) {
            stream = new CountingStream(in);

            assertThat(VideoReader.read(stream).durationSeconds()).isCloseTo(2, within(0.1));
        }

        assertThat(stream.count()).isEqualTo(size);
        assertThat(stream.ended()).isTrue();
        assertThat(stream.largestRead()).isEqualTo(BUFFER);
    }

    @ParameterizedTest
    @EnumSource(names = {"MP4", "MP4_MOOV_LAST", "MOV", "FRAGMENTED_MP4", "WEBM", "LIVE_WEBM"})
    void read_byteByByte_tellsTheSame(MediaKind kind) throws Exception {
        byte[] file = MediaFiles.bytes(MediaFiles.of(kind, Clip.SHORT));
        InputStream slow = new ByteArrayInputStream(file) {
            @Override
            public int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(1, length));
            }
        };

        assertThat(VideoReader.read(slow)).isEqualTo(read(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 30, 20_000})
    void read_streamThatFails_failsAsTheStreamDid(int after) {
        IOException gone = new IOException("connection reset");
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw gone;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw gone;
            }
        };
        byte[] beginning = Arrays.copyOf(MediaFiles.bytes(MediaFiles.mp4()), after);

        assertThatThrownBy(
                        () -> VideoReader.read(new SequenceInputStream(new ByteArrayInputStream(beginning), failing)))
                .isSameAs(gone);
    }

    private static VideoInfo read(byte[] file) throws Exception {
        CountingStream stream = new CountingStream(file);
        VideoInfo info = VideoReader.read(stream);
        assertThat(stream.count()).isEqualTo(file.length);
        assertThat(stream.ended()).isTrue();
        return info;
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatExceptionOfType(UnreadableVideoException.class)
                .isThrownBy(() -> VideoReader.read(new CountingStream(file)))
                .withMessage(message)
                .withNoCause();
    }
}
