package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.playback.PlaybackCommand;
import com.bahasadri.videocall.server.domain.playback.PlaybackCommand.Action;
import com.bahasadri.videocall.server.domain.playback.PlaybackService;
import com.bahasadri.videocall.server.domain.playback.Viewer;
import com.bahasadri.videocall.server.resource.PlaybackModels;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What pages and control centers say of the playback. */
final class PlaybackMessages {
    private final PlaybackService playback;

    PlaybackMessages(PlaybackService playback) {
        this.playback = playback;
    }

    /** Carries out {@code video_control}, and answers its result. */
    ObjectNode control(String sessionId, Incoming message, Cause cause) {
        PlaybackCommand command = new PlaybackCommand(
                action(message.requiredText("action")),
                message.text("file_id"),
                message.number("position"),
                message.number("rate"),
                message.whole("revision"));
        ObjectNode result = MessageJson.object().put("success", true);
        result.set("playback", MessageJson.tree(PlaybackModels.playback(playback.control(sessionId, command, cause))));
        return result;
    }

    /** Notes {@code playback_report}. */
    void report(Connection from, Incoming message) {
        playback.report(
                from.grant().sessionId(),
                new Viewer(
                        from.peerId(),
                        message.requiredWhole("revision"),
                        message.requiredNumber("position"),
                        message.requiredTime("at")));
    }

    private static Action action(String name) {
        return switch (name) {
            case "play" -> Action.PLAY;
            case "pause" -> Action.PAUSE;
            case "seek" -> Action.SEEK;
            case "stop" -> Action.STOP;
            default -> throw Incoming.invalid("action must be play, pause, seek or stop");
        };
    }
}
