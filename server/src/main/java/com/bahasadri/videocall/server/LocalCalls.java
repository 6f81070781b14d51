package com.bahasadri.videocall.server;

import com.bahasadri.videocall.server.adapter.realtimekit.RealtimeKitSettings;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.emulator.EmulatorStore;
import com.bahasadri.videocall.server.emulator.PeerLink;
import com.bahasadri.videocall.server.emulator.RealtimeKitEmulator;
import com.bahasadri.videocall.server.port.ParticipantLink;
import com.bahasadri.videocall.server.port.StateStore;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.h2.mvstore.MVStore;

/**
 * The emulator, joined to our channel: whose page is connected there is live in the emulator, and what the emulator
 * is told to do to a participant reaches the page.
 */
final class LocalCalls implements AutoCloseable {
    private static final String WEBHOOK_KEY = "/.well-known/webhooks.json";
    private static final long PATIENCE_SECONDS = 3;

    private final RealtimeKitEmulator emulator;

    private LocalCalls(RealtimeKitEmulator emulator) {
        this.emulator = emulator;
    }

    static LocalCalls start(
            int port, MVStore file, Clock clock, StateStore store, PresenceService presence, ParticipantLink link) {
        RealtimeKitEmulator emulator = RealtimeKitEmulator.start(
                new RealtimeKitEmulator.Settings(port, EmulatorStore.in(file), clock, new Pages(presence, link)));
        store.forEachLive(emulator::joined);
        store.subscribe(event -> follow(emulator, event));
        return new LocalCalls(emulator);
    }

    URI baseUrl() {
        return emulator.baseUrl();
    }

    /** Where the key of its webhooks is. */
    URI webhookKey() {
        return emulator.baseUrl().resolve(WEBHOOK_KEY);
    }

    RealtimeKitSettings settings() {
        return RealtimeKitSettings.of(
                emulator.baseUrl(),
                RealtimeKitEmulator.ACCOUNT_ID,
                RealtimeKitEmulator.APP_ID,
                RealtimeKitEmulator.API_TOKEN);
    }

    @Override
    public void close() {
        emulator.close();
    }

    private static void follow(RealtimeKitEmulator emulator, LoggedEvent logged) {
        if (logged.event() instanceof SessionEvent.ParticipantJoined joined) {
            emulator.joined(logged.sessionId(), joined.participant().id());
        } else if (logged.event() instanceof SessionEvent.ParticipantLeft left) {
            emulator.left(logged.sessionId(), left.participantId());
        }
    }

    /** The pages, as the emulator reaches them. */
    private record Pages(PresenceService presence, ParticipantLink link) implements PeerLink {
        @Override
        public boolean kick(String meetingId, String participantId) {
            Cause kicked = new Cause(Actor.REALTIMEKIT, null);
            link.remove(meetingId, participantId, kicked);
            try {
                presence.leave(meetingId, participantId, LeaveReason.REMOVED, kicked);
                return true;
            } catch (ServiceException e) {
                // A meeting that was made past us is no session.
                return false;
            }
        }

        @Override
        public boolean mute(String meetingId, String participantId) {
            return link.switchMicrophone(
                            meetingId,
                            participantId,
                            new ParticipantLink.Order(UUID.randomUUID().toString(), true, false))
                    .map(Pages::confirmed)
                    .orElse(false);
        }

        private static boolean confirmed(CompletionStage<Boolean> muted) {
            try {
                return muted.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException | CancellationException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
