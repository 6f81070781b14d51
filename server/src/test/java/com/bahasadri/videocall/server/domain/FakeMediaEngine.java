package com.bahasadri.videocall.server.domain;

import com.bahasadri.videocall.server.domain.session.Roster;
import com.bahasadri.videocall.server.port.MediaEngine;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An engine that notes what it is told, and answers or fails as a test wants. */
public final class FakeMediaEngine implements MediaEngine {
    /** What was called, in order, as {@code method meeting participant}. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    /** What {@link #mute} confirms. */
    public volatile boolean mutes = true;

    /** What {@link #mute} does before it answers. */
    public volatile Runnable onMute = () -> {};

    /** What {@link #roster} tells. */
    public volatile Roster roster = new Roster(false, null, List.of());

    /** What every call throws, or null. */
    public volatile @Nullable RuntimeException failure;

    /** What {@link #end} throws, or null. */
    public volatile @Nullable RuntimeException endFailure;

    /** What happens while {@link #roster} is asked. */
    public volatile Runnable meanwhile = () -> {};

    private final AtomicInteger count = new AtomicInteger();

    /** The failure that the port promises. */
    public static ServiceException broken() {
        return new ServiceException(ErrorCode.REALTIMEKIT_ERROR, "RealtimeKit failed");
    }

    @Override
    public Meeting createMeeting(@Nullable String title) {
        note("create");
        return new Meeting("meeting-" + count.incrementAndGet(), Instant.parse("2026-01-02T03:04:05.123456789Z"));
    }

    @Override
    public IssuedToken admit(String meetingId, NewParticipant somebody) {
        note("admit " + meetingId + " " + somebody.presetName());
        return issued(somebody.customId());
    }

    @Override
    public IssuedToken admitOperator(String meetingId, String customId) {
        note("admitOperator " + meetingId);
        return issued(customId);
    }

    @Override
    public boolean mute(String meetingId, String participantId) {
        note("mute " + meetingId + " " + participantId);
        onMute.run();
        return mutes;
    }

    @Override
    public void remove(String meetingId, String participantId) {
        note("remove " + meetingId + " " + participantId);
    }

    @Override
    public void end(String meetingId) {
        note("end " + meetingId);
        RuntimeException thrown = endFailure;
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public Roster roster(String meetingId) {
        note("roster " + meetingId);
        meanwhile.run();
        return roster;
    }

    private IssuedToken issued(String customId) {
        return new IssuedToken("id-of-" + customId, "secret-token-" + count.incrementAndGet());
    }

    private void note(String call) {
        calls.add(call);
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }
}
