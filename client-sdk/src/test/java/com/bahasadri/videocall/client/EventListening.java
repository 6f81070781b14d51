package com.bahasadri.videocall.client;

import com.bahasadri.videocall.client.event.EventSubscription;
import com.bahasadri.videocall.client.event.Reconnecting;
import com.bahasadri.videocall.client.event.SessionEventListener;
import com.bahasadri.videocall.client.event.SessionEvents;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.model.Snapshot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that notes what it hears. */
class EventListening implements SessionEventListener {
    private final List<String> told = new CopyOnWriteArrayList<>();

    CompletableFuture<Void> to(SessionEvents events) {
        EventSubscription subscription = events.listen(this);
        return subscription.completion();
    }

    List<String> told() {
        return told;
    }

    @Override
    public void onEvent(SessionEvent event) {
        told.add(event.seq().toString());
    }

    @Override
    public void onSnapshot(Snapshot snapshot, boolean missed) {
        told.add((missed ? "missed " : "snapshot ") + snapshot.seq());
    }

    @Override
    public void onConnected() {
        told.add("connected");
    }

    @Override
    public void onReconnecting(Reconnecting reconnecting) {
        told.add("reconnecting " + reconnecting.attempt());
    }

    @Override
    public void onEnd() {
        told.add("end");
    }

    @Override
    public void onFailure(Throwable failure) {
        told.add("failure " + failure.getMessage());
    }
}
