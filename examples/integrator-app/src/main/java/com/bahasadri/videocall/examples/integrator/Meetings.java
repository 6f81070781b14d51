package com.bahasadri.videocall.examples.integrator;

import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.model.CreateSessionRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The app's meetings by name; each has one call at a time, that begins when somebody asks for it. Safe for use by many threads. */
final class Meetings implements AutoCloseable {
    private final VideoCallClient client;
    private final Map<String, Meeting> open = new ConcurrentHashMap<>();

    Meetings(VideoCallClient client) {
        this.client = client;
    }

    Meeting get(String name) {
        return open.compute(name, (key, known) -> known == null || known.isOver() ? begin(key) : known);
    }

    private Meeting begin(String name) {
        CreateSessionRequest request = CreateSessionRequest.builder().name(name).build();
        String sessionId = client.sessions().create(request).sessionId();
        return Meeting.follow(name, client.control(sessionId));
    }

    @Override
    public void close() {
        open.values().forEach(Meeting::close);
    }
}
