package com.bahasadri.videocall.server.domain.session;

import static com.bahasadri.videocall.server.domain.session.Decisions.EMPTY;
import static com.bahasadri.videocall.server.domain.session.Decisions.FILE;
import static com.bahasadri.videocall.server.domain.session.Decisions.LATER;
import static com.bahasadri.videocall.server.domain.session.Decisions.PLAY;
import static com.bahasadri.videocall.server.domain.session.Decisions.START;
import static com.bahasadri.videocall.server.domain.session.Decisions.assertRefused;
import static com.bahasadri.videocall.server.domain.session.Decisions.assertUnchanged;
import static com.bahasadri.videocall.server.domain.session.Decisions.sharing;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent.PlaybackChanged;
import com.bahasadri.videocall.server.domain.event.SessionEvent.VideoFileDeleted;
import com.bahasadri.videocall.server.domain.event.SessionEvent.VideoFileShared;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.playback.Playback;
import com.bahasadri.videocall.server.domain.playback.PlaybackCommand;
import com.bahasadri.videocall.server.domain.playback.PlaybackCommand.Action;
import com.bahasadri.videocall.server.domain.video.VideoType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which files a call has and what plays, and which event tells of it. */
class SharedVideoTest {
    @Test
    void share_aFile_isListedAndTold() {
        Change change = EMPTY.video().share(FILE);

        assertThat(change.events()).containsExactly(new VideoFileShared(FILE));
        assertThat(change.session().files()).containsExactly(Map.entry("file", FILE));
    }

    @Test
    void share_inAnEndedSession_isRefused() {
        Session ended = EMPTY.end("end", LATER).session();

        assertRefused(ErrorCode.SESSION_ENDED, () -> ended.video().share(FILE));
        assertRefused(ErrorCode.SESSION_ENDED, () -> ended.video().control(PLAY, LATER));
    }

    @Test
    void share_beyondTheLimit_isRefused() {
        Session full = EMPTY;
        for (int i = 0; i < SharedVideo.MAX_FILES; i++) {
            full = full.video()
                    .share(new VideoFile("file-" + i, "a", VideoType.MP4, 1, 1, "ada", START))
                    .session();
        }
        Session atLimit = full;

        assertThat(atLimit.files().keySet()).startsWith("file-0", "file-1").hasSize(100);
        assertRefused(ErrorCode.STORAGE_FULL, () -> atLimit.video().share(FILE));
    }

    @Test
    void delete_notShown_isToldAlone() {
        Change change = sharing().video().delete("file", LATER);

        assertThat(change.events()).containsExactly(new VideoFileDeleted("file"));
        assertThat(change.session().files()).isEmpty();
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> change.session().video().delete("file", LATER));
    }

    @Test
    void delete_shown_stopsThePlaybackFirst() {
        Session playing = sharing().video().control(PLAY, START).session();
        Playback stopped = new Playback(null, false, 0, 1, 2, LATER);

        Change change = playing.video().delete("file", LATER);

        assertThat(change.events()).containsExactly(new PlaybackChanged(stopped), new VideoFileDeleted("file"));
        assertThat(change.session().playback()).isEqualTo(stopped);
    }

    @Test
    void delete_afterTheEnd_tellsNothing() {
        Change change = sharing().end("end", LATER).session().video().delete("file", LATER);

        assertThat(change.events()).<SessionEvent>isEmpty();
        assertThat(change.session().files()).isEmpty();
    }

    @Test
    void drop_afterTheEnd_tellsNothing() {
        Session ended = sharing().end("end", LATER).session();

        assertThat(ended.files()).isNotEmpty();
        assertThat(ended.video().drop().events()).<SessionEvent>isEmpty();
        assertThat(ended.video().drop().session().files()).isEmpty();
        assertUnchanged(sharing(), sharing().video().drop());
    }

    @Test
    void control_aChange_isTold() {
        Change change = sharing().video().control(PLAY, LATER);

        Playback playing = new Playback("file", true, 0, 1, 1, LATER);
        assertThat(change.events()).containsExactly(new PlaybackChanged(playing));
        assertThat(change.session().playback()).isEqualTo(playing);
    }

    @Test
    void control_withoutEffect_changesNothing() {
        assertUnchanged(EMPTY, EMPTY.video().control(new PlaybackCommand(Action.STOP, null, null, null, null), LATER));
    }
}
