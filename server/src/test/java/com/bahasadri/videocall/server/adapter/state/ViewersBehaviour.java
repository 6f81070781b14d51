package com.bahasadri.videocall.server.adapter.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.playback.Viewer;
import com.bahasadri.videocall.server.port.Viewers;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link Viewers} does. */
public abstract class ViewersBehaviour {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    /** Nobody has told anything. */
    protected abstract Viewers open();

    @Test
    void of_session_isWhatEachPageToldLast() {
        Viewers viewers = open();
        viewers.report("call", new Viewer("ada", 1, 0.5, AT));
        viewers.report("call", new Viewer("bob", 1, 1, AT));
        viewers.report("call/2", new Viewer("ada", 7, 7, AT));
        viewers.report("call", new Viewer("ada", 2, 2.25, AT.plusMillis(1)));

        assertThat(viewers.of("call"))
                .containsExactlyInAnyOrder(new Viewer("ada", 2, 2.25, AT.plusMillis(1)), new Viewer("bob", 1, 1, AT));
        assertThat(viewers.of("other")).isEmpty();
    }

    @Test
    void leave_page_forgetsItAlone() {
        Viewers viewers = open();
        viewers.report("call", new Viewer("ada", 1, 0.5, AT));
        viewers.report("call", new Viewer("bob", 1, 1, AT));

        viewers.leave("call", "ada");
        viewers.leave("call", "nobody");
        viewers.leave("other", "bob");

        assertThat(viewers.of("call")).extracting(Viewer::viewerId).containsExactly("bob");
    }
}
