package com.bahasadri.videocall.server.domain.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.playback.PlaybackCommand.Action;
import com.bahasadri.videocall.server.domain.video.VideoType;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each command makes of a playback. */
class PlaybackCommandTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant LATER = START.plusSeconds(2);
    private static final Map<String, VideoFile> FILES = Map.of("a", file("a", 10), "b", file("b", 20));
    private static final Playback NOTHING = Playback.none(START);
    private static final Playback PLAYING_A = new Playback("a", true, 3, 1, 4, START);
    private static final Playback PAUSED_A = new Playback("a", false, 3, 1, 4, START);

    @Test
    void play_aFile_beginsAtItsStart() {
        assertThat(apply(NOTHING, Action.PLAY, "a", null, null)).isEqualTo(new Playback("a", true, 0, 1, 1, LATER));
    }

    @Test
    void play_withoutAFile_goesOnWithTheOneShown() {
        assertThat(apply(PAUSED_A, Action.PLAY, null, null, null)).isEqualTo(new Playback("a", true, 3, 1, 5, LATER));
        assertRefused(ErrorCode.INVALID_INPUT, NOTHING, Action.PLAY, null, null, null);
    }

    @Test
    void play_ofWhatPlays_goesOnWhereItIs() {
        assertThat(apply(PLAYING_A, Action.PLAY, "a", null, null)).isEqualTo(new Playback("a", true, 5, 1, 5, LATER));
    }

    @Test
    void play_atTheEnd_beginsAnew() {
        Playback atEnd = new Playback("a", true, 9, 1, 4, START);

        assertThat(apply(atEnd, Action.PLAY, null, null, null)).isEqualTo(new Playback("a", true, 0, 1, 5, LATER));
    }

    @Test
    void play_anotherFile_beginsAtItsStartAndSpeed() {
        Playback fast = new Playback("a", true, 3, 2, 4, START);

        assertThat(apply(fast, Action.PLAY, "b", null, null)).isEqualTo(new Playback("b", true, 0, 1, 5, LATER));
    }

    @Test
    void pause_whilePlaying_staysWhereItIs() {
        assertThat(apply(PLAYING_A, Action.PAUSE, null, null, null))
                .isEqualTo(new Playback("a", false, 5, 1, 5, LATER));
    }

    @Test
    void pause_ofWhatIsPaused_changesNothing() {
        assertThat(apply(PAUSED_A, Action.PAUSE, "a", 3.0, null)).isSameAs(PAUSED_A);
    }

    @Test
    void pause_anotherFile_cuesIt() {
        assertThat(apply(PLAYING_A, Action.PAUSE, "b", 7.0, null)).isEqualTo(new Playback("b", false, 7, 1, 5, LATER));
    }

    @Test
    void seek_playsOrPausesOn() {
        assertThat(apply(PLAYING_A, Action.SEEK, null, 8.0, null)).isEqualTo(new Playback("a", true, 8, 1, 5, LATER));
        assertThat(apply(PAUSED_A, Action.SEEK, null, 8.0, null)).isEqualTo(new Playback("a", false, 8, 1, 5, LATER));
        assertThat(apply(PLAYING_A, Action.SEEK, "b", 8.0, null)).isEqualTo(new Playback("b", false, 8, 1, 5, LATER));
    }

    @Test
    void seek_withoutPosition_isRefused() {
        assertRefused(ErrorCode.INVALID_INPUT, PLAYING_A, Action.SEEK, "a", null, null);
    }

    @Test
    void stop_showsNothing() {
        assertThat(apply(PLAYING_A, Action.STOP, null, null, null))
                .isEqualTo(new Playback(null, false, 0, 1, 5, LATER));
        assertThat(apply(NOTHING, Action.STOP, null, null, null)).isSameAs(NOTHING);
    }

    @Test
    void rate_given_isKept() {
        assertThat(new PlaybackCommand(Action.PLAY, "a", 1.0, 1.5, null)
                        .applyTo(PAUSED_A, FILES, LATER)
                        .rate())
                .isEqualTo(1.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.24, 4.01, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void rate_outOfBounds_isRefused(double rate) {
        assertThatThrownBy(() -> new PlaybackCommand(Action.PLAY, "a", null, rate, null).applyTo(NOTHING, FILES, LATER))
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(ErrorCode.INVALID_INPUT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 10.1, 1e300, Double.NaN, Double.POSITIVE_INFINITY})
    void position_outOfTheFile_isRefused(double position) {
        assertRefused(ErrorCode.INVALID_INPUT, NOTHING, Action.PLAY, "a", position, null);
    }

    @Test
    void position_theEnd_isTaken() {
        assertThat(apply(NOTHING, Action.PAUSE, "a", 10.0, null).position()).isEqualTo(10);
    }

    @Test
    void revision_stale_isRefusedBeforeAnythingElse() {
        assertRefused(ErrorCode.STALE_REVISION, PLAYING_A, Action.PLAY, "unknown", null, 3L);
        assertRefused(ErrorCode.STALE_REVISION, PLAYING_A, Action.STOP, null, null, 5L);
        assertThat(apply(PLAYING_A, Action.PAUSE, null, null, 4L).revision()).isEqualTo(5);
    }

    @Test
    void file_unknown_isRefused() {
        assertRefused(ErrorCode.FILE_NOT_FOUND, PLAYING_A, Action.PLAY, "unknown", null, null);
    }

    @Test
    void positionAt_withRate_endsAtTheEnd() {
        Playback half = new Playback("a", true, 3, 0.5, 1, START);

        assertThat(half.positionAt(START.plusSeconds(4), 10)).isEqualTo(5);
        assertThat(half.positionAt(START.plusSeconds(400), 10)).isEqualTo(10);
        assertThat(half.positionAt(START.minusSeconds(4), 10))
                .as("before it was changed")
                .isEqualTo(3);
        assertThat(PAUSED_A.positionAt(START.plusSeconds(4), 10)).isEqualTo(3);
    }

    private static Playback apply(Playback now, Action action, String fileId, Double position, Long revision) {
        return new PlaybackCommand(action, fileId, position, null, revision).applyTo(now, FILES, LATER);
    }

    private static void assertRefused(
            ErrorCode code, Playback now, Action action, String fileId, Double position, Long revision) {
        assertThatThrownBy(() -> apply(now, action, fileId, position, revision))
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(code);
    }

    private static VideoFile file(String id, double duration) {
        return new VideoFile(id, id + ".mp4", VideoType.MP4, 1, duration, VideoFile.CONTROL_CENTER, START);
    }
}
