package com.bahasadri.videocall.server.domain.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.adapter.embedded.EmbeddedViewers;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.FakeMediaEngine;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.playback.PlaybackCommand.Action;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.domain.video.VideoType;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.port.Viewers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How well the pages keep step. */
class PlaybackServiceTest {
    private final TestClock clock = new TestClock();
    private final MVStore file = new MVStore.Builder().open();
    private final StateStore store = new EmbeddedStateStore(file, clock);
    private final Viewers viewers = new EmbeddedViewers();
    private final PlaybackService service =
            new PlaybackService(new SessionService(store, new FakeMediaEngine(), clock), store, viewers, clock);

    @BeforeEach
    void share() {
        store.create(Session.created("call", null, clock.instant()));
        store.change("call", Cause.SERVER, session -> session.video()
                .share(new VideoFile(
                        "file", "a.mp4", VideoType.MP4, 1, 100, VideoFile.CONTROL_CENTER, clock.instant())));
    }

    @AfterEach
    void close() {
        store.close();
        file.close();
    }

    @Test
    void step_ofPagesApart_tellsTheirDriftAndSpread() {
        play();
        clock.advance(Duration.ofSeconds(4));
        report("ann", 1, 4.010);
        report("bob", 1, 3.940);

        Step step = service.step("call");

        assertThat(step.viewers())
                .extracting(drift -> drift.viewer().viewerId())
                .containsExactly("ann", "bob");
        assertThat(step.viewers().get(0).seconds()).isCloseTo(0.010, within(0.001));
        assertThat(step.viewers().get(1).seconds()).isCloseTo(-0.060, within(0.001));
        assertThat(step.spread().orElseThrow()).isCloseTo(0.070, within(0.001));
    }

    @Test
    void step_reportsAtDifferentTimes_areComparedOnOneTimeLine() {
        play();
        clock.advance(Duration.ofSeconds(2));
        report("ann", 1, 2);
        clock.advance(Duration.ofSeconds(3));
        report("bob", 1, 5);

        assertThat(service.step("call").spread().orElseThrow()).isCloseTo(0, within(0.001));
    }

    @Test
    void step_oldReports_doNotCount() {
        play();
        report("ann", 1, 0);
        clock.advance(Duration.ofSeconds(5));
        assertThat(service.step("call").viewers()).hasSize(1);

        clock.advance(Duration.ofMillis(1));

        assertThat(service.step("call").viewers()).isEmpty();
        assertThat(service.step("call").spread()).isEmpty();
    }

    @Test
    void step_reportsOfAnotherRevision_doNotCount() {
        play();
        report("ann", 0, 0);
        report("bob", 2, 0);

        assertThat(service.step("call").viewers()).isEmpty();
    }

    @Test
    void step_ofWhoIsGone_doesNotCount() {
        play();
        report("ann", 1, 0);
        report("bob", 1, 0);

        viewers.leave("call", "ann");

        assertThat(service.step("call").viewers())
                .extracting(drift -> drift.viewer().viewerId())
                .containsExactly("bob");
    }

    @Test
    void step_whileNothingIsShown_isEmpty() {
        report("ann", 0, 0);

        assertThat(service.step("call")).isEqualTo(new Step(Playback.none(created()), List.of()));
    }

    @Test
    void report_ofAnotherTime_isRefused() {
        for (Duration off : new Duration[] {Duration.ofSeconds(11), Duration.ofSeconds(-11)}) {
            Viewer viewer = new Viewer("ann", 0, 0, clock.instant().plus(off));
            assertThatThrownBy(() -> service.report("call", viewer))
                    .asInstanceOf(type(ServiceException.class))
                    .extracting(ServiceException::code)
                    .isEqualTo(ErrorCode.INVALID_INPUT);
        }
    }

    @Test
    void report_ofATimeBeyondReckoning_isRefused() {
        assertThatThrownBy(() -> service.report("call", new Viewer("ann", 0, 0, Instant.MAX)))
                .isInstanceOf(ServiceException.class);
    }

    private Instant created() {
        return store.find("call").orElseThrow().createdAt();
    }

    private void play() {
        service.control("call", new PlaybackCommand(Action.PLAY, "file", null, null, null), Cause.SERVER);
    }

    private void report(String viewerId, long revision, double position) {
        service.report("call", new Viewer(viewerId, revision, position, clock.instant()));
    }
}
