package com.bahasadri.videocall.server.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.Tuning;
import com.bahasadri.videocall.server.UpstreamCalls;
import com.bahasadri.videocall.server.adapter.realtimekit.CallPolicy;
import com.bahasadri.videocall.server.port.CallBudget;
import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Configs;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;

/** A server, and the RealtimeKit that it calls: well, until a test says otherwise. */
final class FailingRealtimeKit implements AutoCloseable {
    /** What nobody may ever see. */
    static final String TOKEN = "cf-SECRET-token";

    /** As in earnest, but all times are shorter. */
    private static final CallPolicy HASTY = new CallPolicy(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            3,
            Duration.ofMillis(5),
            Duration.ofSeconds(1),
            256,
            Duration.ofMillis(300));

    private static final RateLimiter UNLIMITED = (limit, key) -> new RateLimiter.Verdict(true, 1, Duration.ZERO);

    private final WireMockServer upstream =
            new WireMockServer(options().dynamicPort().dynamicHttpsPort());
    private final Application application;

    private FailingRealtimeKit(boolean secure, UpstreamCalls calls) {
        upstream.start();
        well();
        warmUp();
        URI address = URI.create(
                (secure ? "https://localhost:" + upstream.httpsPort() : "http://localhost:" + upstream.port())
                        + "/client/v4");
        application = Application.start(
                Configs.onRealtimeKit(address, TOKEN),
                new Tuning(Clock.systemUTC(), Duration.ofSeconds(15), Duration.ofSeconds(5), UNLIMITED).with(calls));
    }

    static FailingRealtimeKit start() {
        return new FailingRealtimeKit(false, new UpstreamCalls(HASTY, CallBudget.UNLIMITED));
    }

    static FailingRealtimeKit limitedBy(CallBudget budget) {
        return new FailingRealtimeKit(false, new UpstreamCalls(CallPolicy.standard(), budget));
    }

    /** Waited for longer than any test takes. */
    static FailingRealtimeKit awaited() {
        CallPolicy standard = CallPolicy.standard();
        Duration time = Duration.ofMinutes(1);
        CallPolicy patient = new CallPolicy(
                standard.connectTimeout(),
                time,
                time,
                time,
                standard.attempts(),
                standard.firstWait(),
                standard.longestWait(),
                standard.atOnce(),
                standard.rest());
        return new FailingRealtimeKit(false, new UpstreamCalls(patient, CallBudget.UNLIMITED));
    }

    /** Behind a certificate that nobody vouches for. */
    static FailingRealtimeKit untrusted() {
        return new FailingRealtimeKit(true, new UpstreamCalls(HASTY, CallBudget.UNLIMITED));
    }

    ApiClient client() {
        return new ApiClient(
                URI.create("http://127.0.0.1:" + application.address().getPort()));
    }

    /** From now on everything is answered like this. */
    void always(ResponseDefinitionBuilder answer) {
        upstream.resetMappings();
        upstream.stubFor(any(anyUrl()).willReturn(answer));
    }

    /** From now on everything is answered as Cloudflare does. */
    void well() {
        upstream.resetMappings();
        on("POST", ".*/meetings", json(201, "{\"id\":\"{{randomValue type='UUID'}}\"}"));
        on(
                "POST",
                ".*/participants",
                json(201, "{\"id\":\"{{randomValue type='UUID'}}\",\"token\":\"{{randomValue}}\"}"));
        on("GET", ".*/participants", json(200, "[]"));
        on("GET", ".*/presets", json(200, "[{\"name\":\"video_call_operator\"}]"));
        on("GET", ".*/active-recording/.*", aResponse().withStatus(404));
        on("(DELETE|PATCH)", ".*/meetings/.*", json(200, "{}"));
        on("POST", ".*/active-session/.*", json(200, "{}"));
    }

    /** Its first answer takes long where much runs on the machine, and is no fault to be tested. */
    private void warmUp() {
        HttpRequest first = HttpRequest.newBuilder(URI.create("http://localhost:" + upstream.port() + "/meetings"))
                .POST(BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().sendAsync(first, BodyHandlers.discarding()).join();
        upstream.resetRequests();
    }

    /** How many requests have come. */
    int requests() {
        return upstream.getAllServeEvents().size();
    }

    static ResponseDefinitionBuilder json(int status, String data) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withTransformers("response-template")
                .withBody("{\"success\":true,\"data\":" + data + "}");
    }

    private void on(String methods, String path, ResponseDefinitionBuilder answer) {
        for (String method : methods.replaceAll("[()]", "").split("\\|")) {
            upstream.stubFor(request(method, urlPathMatching(path)).willReturn(answer));
        }
    }

    @Override
    public void close() {
        application.close();
        upstream.stop();
    }
}
