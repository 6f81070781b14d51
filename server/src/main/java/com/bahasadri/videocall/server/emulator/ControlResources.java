package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.emulation.api.EmulatorCallsApi;
import com.bahasadri.videocall.server.emulation.api.EmulatorClockApi;
import com.bahasadri.videocall.server.emulation.api.EmulatorDeliveriesApi;
import com.bahasadri.videocall.server.emulation.api.EmulatorFaultsApi;
import com.bahasadri.videocall.server.emulation.model.ClockChange;
import com.bahasadri.videocall.server.emulation.model.ClockState;
import com.bahasadri.videocall.server.emulation.model.FaultOutcome;
import com.bahasadri.videocall.server.emulation.model.Faults;
import com.bahasadri.videocall.server.emulation.model.Presence;
import com.bahasadri.videocall.server.emulator.delivery.Deliveries;
import com.bahasadri.videocall.server.emulator.fault.FaultPlan;
import com.bahasadri.videocall.server.emulator.time.EmulatorClock;
import com.bahasadri.videocall.server.realtimekit.model.Session;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Serves the emulator's own controls, where it has them. */
final class ControlResources {
    static final List<Class<?>> ALL =
            List.of(ClockResource.class, FaultsResource.class, CallsResource.class, DeliveriesResource.class);

    private ControlResources() {}

    /** Serves the time. */
    static final class ClockResource implements EmulatorClockApi {
        private static final long NANOS = 1_000_000_000;
        /** Beyond it times would not fit their usual form. */
        private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

        private final EmulatorClock clock;

        @Inject
        ClockResource(EmulatorClock clock) {
            this.clock = clock;
        }

        @Override
        public Response getClock() {
            return Response.ok(new ClockState(Meetings.now(clock), clock.stopped()))
                    .build();
        }

        @Override
        public Response setClock(ClockChange change) {
            Duration by = by(change);
            if (by.isNegative() || by.compareTo(Duration.between(clock.instant(), LATEST)) > 0) {
                throw Refusal.malformed("The clock goes forwards only, and to the year 9000 at most");
            }
            if (Boolean.TRUE.equals(change.stopped())) {
                clock.stop();
            }
            clock.advance(by);
            if (Boolean.FALSE.equals(change.stopped())) {
                clock.start();
            }
            return getClock();
        }

        private Duration by(ClockChange change) {
            if (change.advanceSeconds() != null && change.now() != null) {
                throw Refusal.malformed("Of advance_seconds and now only one can be given");
            }
            if (change.now() != null) {
                return Duration.between(clock.instant(), change.now());
            }
            return change.advanceSeconds() == null
                    ? Duration.ZERO
                    : Duration.ofNanos(Math.round(change.advanceSeconds() * NANOS));
        }
    }

    /** Serves the faults. */
    static final class FaultsResource implements EmulatorFaultsApi {
        private final FaultPlan plan;

        @Inject
        FaultsResource(FaultPlan plan) {
            this.plan = plan;
        }

        @Override
        public Response getFaults() {
            return Response.ok(plan.current()).build();
        }

        @Override
        public Response setFaults(Faults faults) {
            boolean unknown = faults.requests().stream()
                    .anyMatch(
                            fault -> fault.outcome() != null && fault.outcome().known() == FaultOutcome.Known.UNKNOWN);
            if (unknown) {
                throw Refusal.malformed(
                        "outcome must be NONE, ERROR, EDGE_ERROR, HTML, DROP, LOSE, EXPIRED_TOKEN or MISSING_PERMISSION");
            }
            plan.set(faults);
            return getFaults();
        }

        @Override
        public Response clearFaults() {
            plan.clear();
            return getFaults();
        }
    }

    /** Lets people come and go. */
    static final class CallsResource implements EmulatorCallsApi {
        private final State state;

        @Inject
        CallsResource(State state) {
            this.state = state;
        }

        @Override
        public Response join(String meetingId, String participantId) {
            require(meetingId, participantId);
            if (!state.join(meetingId, participantId)) {
                throw Refusal.conflict("The meeting is INACTIVE");
            }
            return presence(meetingId, participantId);
        }

        @Override
        public Response leave(String meetingId, String participantId) {
            require(meetingId, participantId);
            state.calls().left(meetingId, participantId);
            return presence(meetingId, participantId);
        }

        private void require(String meetingId, String participantId) {
            state.meetings().require(meetingId);
            state.participants().require(meetingId, participantId);
        }

        private Response presence(String meetingId, String participantId) {
            Peer stay = state.calls().stay(meetingId, participantId);
            Session session = state.calls().active(meetingId);
            return Response.ok(new Presence(
                            stay != null, stay == null ? null : stay.id(), session == null ? null : session.id()))
                    .build();
        }
    }

    /** Serves what became of deliveries. */
    static final class DeliveriesResource implements EmulatorDeliveriesApi {
        private final Deliveries deliveries;

        @Inject
        DeliveriesResource(Deliveries deliveries) {
            this.deliveries = deliveries;
        }

        @Override
        public Response listDeliveries() {
            return Response.ok(new com.bahasadri.videocall.server.emulation.model.Deliveries(deliveries.log()))
                    .build();
        }
    }
}
