package com.bahasadri.videocall.server.adapter.realtimekit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.emulator.ContractCheck;
import com.bahasadri.videocall.server.port.CallBudget;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.slf4j.LoggerFactory;

/** An engine, the answers it gets, what it sent and what it logged. Requests are held against the contract. */
final class StubbedRealtimeKit implements AutoCloseable {
    static final String TOKEN = "cf-SECRET-token";
    static final String APP = "/client/v4/accounts/acc/realtime/kit/app";
    static final Instant NOW = new TestClock().instant();

    private final WireMockServer server = new WireMockServer(options().dynamicPort());
    private final Logger logger = (Logger) LoggerFactory.getLogger(RealtimeKitEngine.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final ConnectionPool connections = new ConnectionPool(16, 1, TimeUnit.MINUTES);
    /** What was waited, without waiting. */
    final List<Duration> waits = new CopyOnWriteArrayList<>();

    final TestClock clock = new TestClock();
    final RealtimeKitSettings settings;
    final RealtimeKitEngine engine;

    StubbedRealtimeKit() {
        this(CallPolicy.standard(), CallBudget.UNLIMITED);
    }

    StubbedRealtimeKit(CallPolicy policy, CallBudget budget) {
        server.start();
        settings = RealtimeKitSettings.of(
                        URI.create("http://127.0.0.1:" + server.port() + "/client/v4"), "acc", "app", TOKEN)
                .with(policy);
        OkHttpClient http = new OkHttpClient.Builder()
                .connectionPool(connections)
                .addInterceptor(ContractCheck.ofRequests())
                .build();
        engine = new RealtimeKitEngine(settings, new Means(http, budget, clock, waits::add));
        logger.setLevel(Level.DEBUG);
        log.start();
        logger.addAppender(log);
    }

    /** As in earnest, but with less time. */
    static CallPolicy hasty(Duration read, Duration attempt, Duration errand) {
        CallPolicy standard = CallPolicy.standard();
        return new CallPolicy(
                standard.connectTimeout(),
                read,
                attempt,
                errand,
                standard.attempts(),
                standard.firstWait(),
                standard.longestWait(),
                standard.atOnce(),
                standard.rest());
    }

    /** Answers a path below the app. */
    void on(String method, String path, ResponseDefinitionBuilder answer) {
        server.stubFor(request(method, urlPathEqualTo(APP + path)).willReturn(answer));
    }

    void on(MappingBuilder mapping) {
        server.stubFor(mapping);
    }

    /** Answers everything. */
    void always(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).willReturn(answer));
    }

    /** Answers a path with one after the other, and then with the last again and again. */
    void inTurn(String method, String path, ResponseDefinitionBuilder... answers) {
        String scenario = method + path;
        for (int i = 0; i < answers.length; i++) {
            server.stubFor(request(method, urlPathEqualTo(APP + path))
                    .inScenario(scenario)
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "" + i)
                    .willSetStateTo("" + Math.min(i + 1, answers.length - 1))
                    .willReturn(answers[i]));
        }
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    /** The method and path of each request, in order; the query of lists. */
    List<String> sent() {
        List<ServeEvent> events = new ArrayList<>(server.getAllServeEvents());
        Collections.reverse(events);
        return events.stream()
                .map(event -> event.getRequest().getMethod() + " "
                        + event.getRequest().getUrl().replace(APP, ""))
                .toList();
    }

    List<String> bodies() {
        List<ServeEvent> events = new ArrayList<>(server.getAllServeEvents());
        Collections.reverse(events);
        return events.stream()
                .map(event -> event.getRequest().getBodyAsString())
                .toList();
    }

    /** How many connections somebody holds. */
    int busyConnections() {
        return connections.connectionCount() - connections.idleConnectionCount();
    }

    /** Forgets what was sent and logged, and all answers. */
    void forget() {
        server.resetAll();
        log.list.clear();
        waits.clear();
    }

    List<ILoggingEvent> log() {
        return List.copyOf(log.list);
    }

    @Override
    public void close() {
        logger.detachAppender(log);
        engine.close();
        server.stop();
    }
}
