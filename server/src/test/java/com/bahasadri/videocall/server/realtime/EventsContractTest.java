package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.control.Command;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.playback.Playback;
import com.bahasadri.videocall.server.domain.session.ConnectionQuality;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.domain.session.Participant;
import com.bahasadri.videocall.server.domain.session.ScreenShare;
import com.bahasadri.videocall.server.domain.video.VideoType;
import com.bahasadri.videocall.server.resource.EventJson;
import com.bahasadri.videocall.server.support.EventsContract;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventsContractTest {
    private static final EventsContract CONTRACT = EventsContract.get();
    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

    static Set<String> messages() {
        return CONTRACT.messages();
    }

    static List<SessionEvent> events() {
        Participant ann = new Participant("ann", "Ann", AT, false, true, ConnectionQuality.GOOD, null);
        return List.of(
                new SessionEvent.ParticipantJoined(ann),
                new SessionEvent.ParticipantLeft("ann", LeaveReason.CONNECTION_LOST),
                new SessionEvent.ParticipantMuted("ann"),
                new SessionEvent.ParticipantUnmuted("ann"),
                new SessionEvent.CameraToggled("ann", true),
                new SessionEvent.ScreenShareStarted("ann", new ScreenShare("share", AT)),
                new SessionEvent.ScreenShareStopped("ann", "share"),
                new SessionEvent.ConnectionQualityChanged("ann", ConnectionQuality.POOR),
                new SessionEvent.ConnectionReplaced("ann"),
                new SessionEvent.VideoFileShared(
                        new VideoFile("file", "a.mp4", VideoType.MP4, 7, 12.5, VideoFile.CONTROL_CENTER, AT)),
                new SessionEvent.VideoFileDeleted("file"),
                new SessionEvent.PlaybackChanged(new Playback("file", true, 1.5, 1, 2, AT)),
                new SessionEvent.PlaybackChanged(Playback.none(AT)),
                new SessionEvent.CommandProgressed(
                        Command.requested("command", Command.Kind.MUTE, "ann"), Command.Status.DELIVERED, null),
                new SessionEvent.CommandProgressed(
                        Command.requested("command", Command.Kind.END, null), Command.Status.EXPIRED, "Why"),
                new SessionEvent.SessionEnded(AT));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void message_itsExamples_areValid(String key) {
        assertThat(CONTRACT.examples(key)).isNotEmpty().allSatisfy(example -> assertThat(
                        CONTRACT.violationsOf(key, example))
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void message_anOperation_carriesIt(String key) {
        assertThat(Stream.of("tellControlCenter", "hearControlCenter", "tellParticipant", "hearParticipant")
                        .filter(operation -> CONTRACT.messages(operation).contains(key)))
                .isNotEmpty();
    }

    @Test
    void operations_theirMessages_areOnTheChannel() {
        Set<String> onChannel = new TreeSet<>();
        CONTRACT.at("/channels/events/messages").fieldNames().forEachRemaining(onChannel::add);

        assertThat(onChannel).isEqualTo(CONTRACT.messages());
    }

    @ParameterizedTest
    @MethodSource("events")
    void event_itsWireForm_isInTheContractForBothSides(SessionEvent event) {
        EventJson wire = EventJson.of(event, file -> URI.create("http://localhost/" + file.id()));
        ObjectNode message = MessageJson.object()
                .put("type", wire.type())
                .put("seq", 1)
                .put("at", AT.toString())
                .put("session_id", "a-session");
        message.putObject("actor").put("kind", "server");
        message.set("data", wire.data());

        assertThat(CONTRACT.violations(message, true)).isEmpty();
        assertThat(CONTRACT.violations(message, false)).isEmpty();
    }

    @Test
    void events_allKinds_areTested() {
        Set<Class<?>> tested = events().stream().map(Object::getClass).collect(Collectors.toSet());

        assertThat(tested).containsExactlyInAnyOrder(SessionEvent.class.getPermittedSubclasses());
    }
}
