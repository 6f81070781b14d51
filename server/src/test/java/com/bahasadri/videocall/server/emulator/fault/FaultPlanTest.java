package com.bahasadri.videocall.server.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.emulation.model.FaultOutcome;
import com.bahasadri.videocall.server.emulation.model.Faults;
import com.bahasadri.videocall.server.emulation.model.RequestFault;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Which requests a plan concerns. */
class FaultPlanTest {
    private final FaultPlan plan = new FaultPlan();

    @Test
    void count_takenByManyAtOnce_isNeverExceeded() throws Exception {
        plan.set(faults(
                RequestFault.builder().outcome(FaultOutcome.DROP).count(50).build()));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> request = () -> plan.take("GET", "/x") != null;
            List<Future<Boolean>> taken = threads.invokeAll(Collections.nCopies(400, request));

            int hit = 0;
            for (Future<Boolean> one : taken) {
                hit += one.get() ? 1 : 0;
            }
            assertThat(hit).isEqualTo(50);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void firstThatFits_isTaken_andTheNextOnceItHasRunOut() {
        RequestFault once = RequestFault.builder().method("POST").count(1).build();
        RequestFault always = RequestFault.builder().path("/kick").build();
        plan.set(faults(once, always));

        assertThat(plan.take("GET", "/meetings")).isNull();
        assertThat(plan.take("POST", "/kick")).isEqualTo(once);
        assertThat(plan.take("POST", "/kick")).isEqualTo(always);
        assertThat(plan.take("POST", "/meetings")).isNull();
    }

    private static Faults faults(RequestFault... requests) {
        return Faults.builder().requests(List.of(requests)).build();
    }
}
