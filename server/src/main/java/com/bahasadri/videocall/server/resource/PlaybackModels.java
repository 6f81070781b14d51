package com.bahasadri.videocall.server.resource;

import com.bahasadri.videocall.server.contract.model.Playback;
import com.bahasadri.videocall.server.contract.model.PlaybackState;
import com.bahasadri.videocall.server.contract.model.PlaybackStatus;
import com.bahasadri.videocall.server.contract.model.PlaybackViewer;
import com.bahasadri.videocall.server.domain.playback.Step;

/** Playback in the contract's form. */
public final class PlaybackModels {
    private static final double MILLIS = 1000;

    private PlaybackModels() {}

    /**
     * What plays.
     *
     * @param playback the domain's form
     * @return the contract's form
     */
    public static Playback playback(com.bahasadri.videocall.server.domain.playback.Playback playback) {
        return Playback.builder()
                .fileId(playback.fileId())
                .state(state(playback))
                .position(playback.position())
                .rate(playback.rate())
                .revision(playback.revision())
                .at(playback.at())
                .build();
    }

    static PlaybackStatus status(Step step) {
        PlaybackStatus.Builder status = PlaybackStatus.builder()
                .fileId(step.playback().fileId())
                .state(state(step.playback()))
                .position(step.playback().position())
                .rate(step.playback().rate())
                .revision(step.playback().revision())
                .at(step.playback().at())
                .viewers(step.viewers().stream().map(PlaybackModels::viewer).toList());
        step.spread().ifPresent(spread -> status.spread(rounded(spread)));
        return status.build();
    }

    private static PlaybackState state(com.bahasadri.videocall.server.domain.playback.Playback playback) {
        return playback.playing() ? PlaybackState.PLAYING : PlaybackState.PAUSED;
    }

    private static PlaybackViewer viewer(Step.Drift drift) {
        return PlaybackViewer.builder()
                .viewerId(drift.viewer().viewerId())
                .position(drift.viewer().position())
                .drift(rounded(drift.seconds()))
                .at(drift.viewer().at())
                .build();
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * MILLIS) / MILLIS;
    }
}
