package com.bahasadri.videocall.examples.integrator;

import com.bahasadri.videocall.client.SessionControl;
import com.bahasadri.videocall.client.event.EventSubscription;
import com.bahasadri.videocall.client.event.Reconnecting;
import com.bahasadri.videocall.client.event.SessionEventListener;
import com.bahasadri.videocall.client.model.CreateParticipantTokenRequest;
import com.bahasadri.videocall.client.model.ParticipantJoined;
import com.bahasadri.videocall.client.model.ParticipantLeft;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.model.Snapshot;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** One meeting: its call, and who is in it, kept up by a listener. Safe for use by many threads. */
final class Meeting implements SessionEventListener, AutoCloseable {
    private final String name;
    private final SessionControl control;
    private final Map<String, String> present = new ConcurrentSkipListMap<>();
    private volatile boolean live;
    private volatile boolean over;

    private Meeting(String name, SessionControl control) {
        this.name = name;
        this.control = control;
    }

    static Meeting follow(String name, SessionControl control) {
        Meeting meeting = new Meeting(name, control);
        // Ends with the call, or with the control.
        EventSubscription subscription = control.events().listen(meeting);
        subscription.completion().whenComplete((nothing, failure) -> meeting.over = true);
        return meeting;
    }

    /** A link for one of the app's users, new each time. */
    URI linkFor(String user) {
        return control.createParticipantToken(
                        CreateParticipantTokenRequest.builder().name(user).build())
                .joinUrl();
    }

    String name() {
        return name;
    }

    List<String> present() {
        return present.values().stream().sorted().toList();
    }

    /** Whether what is shown is of now. */
    boolean isLive() {
        return live;
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void onEvent(SessionEvent event) {
        if (event instanceof ParticipantJoined joined) {
            present.put(
                    joined.data().participant().participantId(),
                    String.valueOf(joined.data().participant().name()));
        } else if (event instanceof ParticipantLeft left) {
            present.remove(left.data().participantId());
        }
    }

    @Override
    public void onSnapshot(Snapshot snapshot, boolean missed) {
        present.clear();
        snapshot.data()
                .session()
                .participants()
                .forEach(participant -> present.put(participant.participantId(), String.valueOf(participant.name())));
        live = true;
    }

    @Override
    public void onConnected() {
        live = true;
    }

    @Override
    public void onReconnecting(Reconnecting reconnecting) {
        live = false;
    }

    @Override
    public void onFailure(Throwable failure) {
        live = false;
        System.err.println("Meeting " + name + " is not followed any more: " + failure.getMessage());
    }

    @Override
    public void close() {
        control.close();
    }
}
