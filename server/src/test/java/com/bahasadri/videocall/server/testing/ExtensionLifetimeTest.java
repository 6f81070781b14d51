package com.bahasadri.videocall.server.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** From when to when the extension's server runs, as JUnit itself has it. */
class ExtensionLifetimeTest {

    @Test
    void tests_thatRunAtTheSameTime_keepTheirParticipantsAndFaultsUntilTheLastEnds() {
        passes(run(AtTheSameTime.class), 2);
    }

    @Test
    void tests_ofANestedClass_haveTheServerOfTheClassAroundThem() {
        Around.SEEN.clear();

        passes(run(Around.class), 2);

        assertThat(Around.SEEN).hasSize(3);
        assertThat(Around.SEEN.stream().distinct()).hasSize(1);
    }

    @Test
    void tests_oneAfterTheOther_findNoFaultOfTheTestBefore() {
        passes(run(OneAfterTheOther.class), 2);
    }

    @Test
    void field_ofTheInstance_isAServerForEachTest() {
        EachItsOwn.SEEN.clear();

        passes(run(EachItsOwn.class), 2);

        assertThat(EachItsOwn.SEEN.stream().distinct()).hasSize(2);
    }

    private static TestExecutionSummary run(Class<?> tests) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .build();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    private static void passes(TestExecutionSummary summary, int tests) {
        assertThat(summary.getFailures())
                .extracting(TestExecutionSummary.Failure::getException)
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(tests);
    }

    private static ApiClient api(VideoCallServerExtension server) {
        return new ApiClient(URI.create("http://127.0.0.1:" + server.baseUrl().getPort()));
    }

    /** The second has begun before the first ends, and ends once the first has ended. */
    @Execution(ExecutionMode.CONCURRENT)
    static class AtTheSameTime {
        private static final CountDownLatch BOTH_RUN = new CountDownLatch(2);
        private static final CountDownLatch FIRST_HAS_ENDED = new CountDownLatch(1);

        /** After the server's turn, for what is registered first comes last then. */
        @Order(1)
        @RegisterExtension
        static final AfterEachCallback ENDING = test -> FIRST_HAS_ENDED.countDown();

        @Order(2)
        @RegisterExtension
        static final VideoCallServerExtension SERVER = VideoCallServerExtension.create();

        @Test
        void first() throws InterruptedException {
            BOTH_RUN.countDown();
            assertThat(BOTH_RUN.await(30, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void second() throws InterruptedException {
            Answer session = api(SERVER).post("/api/video-call/session");
            String call = "/api/video-call/session/" + session.text("session_id");
            Answer invitation = api(SERVER).post(call + "/participant-token").hasStatus(200);
            SimulatedParticipant ann = SERVER.join(URI.create(invitation.text("join_url")));
            SERVER.faults().refuseNext(1, 503);
            BOTH_RUN.countDown();
            assertThat(FIRST_HAS_ENDED.await(30, TimeUnit.SECONDS)).isTrue();

            api(SERVER).get(call).isError(503, "UNAVAILABLE");
            assertThat(ann.isConnected()).isTrue();
        }
    }

    /** Its nested class is between its first test and its end. */
    static class Around {
        static final List<URI> SEEN = new CopyOnWriteArrayList<>();

        @RegisterExtension
        static final VideoCallServerExtension SERVER = VideoCallServerExtension.create();

        @Test
        void before() {
            SEEN.add(SERVER.baseUrl());
        }

        @AfterAll
        static void after() {
            SEEN.add(SERVER.baseUrl());
        }

        @Nested
        class Within {
            @Test
            void within() {
                SEEN.add(SERVER.baseUrl());
            }
        }
    }

    /** The first leaves a fault behind. */
    @Execution(ExecutionMode.SAME_THREAD)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class OneAfterTheOther {
        @RegisterExtension
        static final VideoCallServerExtension SERVER = VideoCallServerExtension.create();

        @Test
        @Order(1)
        void first() {
            SERVER.faults().refuseNext(1, 503);
        }

        @Test
        @Order(2)
        void second() {
            api(SERVER).get("/health").hasStatus(200);
        }
    }

    /** Each test has a field of its own. */
    static class EachItsOwn {
        static final List<VideoCallServer> SEEN = new CopyOnWriteArrayList<>();

        @RegisterExtension
        final VideoCallServerExtension server = VideoCallServerExtension.create();

        @Test
        void first() {
            SEEN.add(server.server());
        }

        @Test
        void second() {
            SEEN.add(server.server());
        }
    }
}
