package com.bahasadri.videocall.server.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.adapter.realtimekit.RealtimeKitEngine;
import com.bahasadri.videocall.server.adapter.realtimekit.RealtimeKitSettings;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.emulator.RealtimeKitEmulator;
import com.bahasadri.videocall.server.emulator.time.EmulatorClock;
import com.bahasadri.videocall.server.port.CallBudget;
import com.bahasadri.videocall.server.port.CallBudget.Lane;
import com.bahasadri.videocall.server.support.RealtimeKitApi;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that ends at RealtimeKit while nobody tells us, by the emulator's clock. */
class QuietCallTest {
    private final RealtimeKitEmulator emulator = RealtimeKitEmulator.start(RealtimeKitEmulator.Settings.temporary());
    private final EmulatorClock clock = emulator.clock();
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    private final CallBudget budget = lane -> {
        lanes.add(lane);
        return Duration.ZERO;
    };
    private final RealtimeKitEngine engine = new RealtimeKitEngine(
            RealtimeKitSettings.of(
                    emulator.baseUrl(),
                    RealtimeKitEmulator.ACCOUNT_ID,
                    RealtimeKitEmulator.APP_ID,
                    RealtimeKitEmulator.API_TOKEN),
            clock,
            budget);
    private final MVStore file = new MVStore.Builder().open();
    private final EmbeddedStateStore store = new EmbeddedStateStore(file, clock);
    private final SessionService sessions = new SessionService(store, engine, clock);
    private final Reconciler reconciler = new Reconciler(store, store.answers(), engine, sessions, clock);

    @AfterEach
    void close() {
        reconciler.close();
        store.close();
        file.close();
        engine.close();
        emulator.close();
    }

    @Test
    void lookAround_meetingClosedAtRealtimeKit_endsTheSessionWithinFiveMinutes() {
        clock.stop();
        String session = sessions.create(null).id();
        reconciler.lookAround();
        new RealtimeKitApi(emulator).call("PATCH", "/meetings/" + session, "{\"status\":\"INACTIVE\"}");
        clock.advance(Duration.ofSeconds(270));
        reconciler.lookAround();
        assertThat(sessions.get(session).ended()).isFalse();

        clock.advance(Duration.ofSeconds(30));
        reconciler.lookAround();

        assertThat(sessions.get(session).mediaClosed()).isTrue();
    }

    @Test
    void lookAround_meetingThatIsOpen_takesTwoCallsOfTheLowestLane() {
        sessions.create(null);
        lanes.clear();

        reconciler.lookAround();

        assertThat(lanes).containsExactly(Lane.READS, Lane.READS);
    }
}
