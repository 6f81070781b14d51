package com.bahasadri.videocall.server.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.playback.PlaybackCommand;
import com.bahasadri.videocall.server.domain.playback.PlaybackCommand.Action;
import com.bahasadri.videocall.server.domain.video.VideoType;
import java.time.Instant;

/** What the tests of a session's decisions begin from and look at. */
final class Decisions {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    static final Instant LATER = START.plusSeconds(60);
    static final ParticipantState NOTHING = new ParticipantState(null, null, null, null, null);
    static final VideoFile FILE =
            new VideoFile("file", "a.mp4", VideoType.MP4, 7, 12.5, VideoFile.CONTROL_CENTER, START);
    static final PlaybackCommand PLAY = new PlaybackCommand(Action.PLAY, "file", null, null, null);
    static final Session EMPTY = Session.created("call", "A call", START);

    private Decisions() {}

    static Session joined(String participantId) {
        return EMPTY.presence()
                .report(participantId, new ParticipantState("Name", null, null, null, null), "", START)
                .session();
    }

    static Session sharing() {
        return EMPTY.video().share(FILE).session();
    }

    static void assertUnchanged(Session before, Change change) {
        assertThat(change.events()).<SessionEvent>isEmpty();
        assertThat(change.session()).isEqualTo(before);
    }

    static void assertRefused(ErrorCode code, Runnable decision) {
        assertThatThrownBy(decision::run)
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(code);
    }
}
