package com.bahasadri.videocall.server.realtime;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever happens in whatever order: each log tells its session, without a gap, and everyone is told each event once. How
 * many schedules are tried is {@code jqwik.tries.default}; where one fails its seed is printed, and tried first the next
 * time.
 */
abstract class SchedulesBehaviour {
    /** Servers without a session. */
    protected abstract Machines machines();

    @Provide
    Arbitrary<Schedule> schedules() {
        return Schedule.any();
    }

    @Property
    void schedule_ofAnyKind_losesNothingAndTellsNothingTwice(@ForAll("schedules") Schedule schedule) {
        try (Run run = new Run(machines())) {
            run.carryOut(schedule);
            run.assertNothingIsLostAndNothingToldTwice();
        }
    }
}
