package com.bahasadri.videocall.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.Configs;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other origins may do. */
class CrossOriginTest {
    private static final String CREATE = "/api/video-call/session";

    @RegisterExtension
    static final TestServer SERVER =
            TestServer.with(Configs.allowingOrigins(Set.of("https://bahasadri.com", "http://localhost:3000")));

    @ParameterizedTest
    @ValueSource(strings = {"https://bahasadri.com", "http://localhost:3000"})
    void request_ofAConfiguredOrigin_isAllowed(String origin) {
        Answer answer = SERVER.client().with("Origin", origin).post(CREATE).hasStatus(200);

        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(answer.header("Access-Control-Expose-Headers").split(", "))
                .contains("Content-Length")
                .containsAll(names(contract().at("/components/headers").fieldNames()));
        assertThat(answer.header("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://bahasadri.com",
                "https://bahasadri.com.evil.example",
                "https://bahasadri.com:8443",
                "https://www.bahasadri.com",
                "null",
                "*"
            })
    void request_ofAForeignOrigin_isAnsweredWithoutLeave(String origin) {
        Answer answer = SERVER.client().with("Origin", origin).post(CREATE).hasStatus(200);

        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        assertThat(answer.header("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/video-call/session", "/api/video-call/session/x", "/api/video-call/token"})
    void preflight_ofAConfiguredOrigin_isAllowed(String path) {
        Answer answer = preflight("https://bahasadri.com", path);

        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://bahasadri.com");
        assertThat(answer.header("Access-Control-Allow-Methods").split(", "))
                .containsExactlyInAnyOrder("GET", "POST", "PUT", "DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers").split(", "))
                .contains("Content-Type", "Authorization", "X-Request-Id")
                .containsAll(headersThatPagesSend());
    }

    @Test
    void preflight_ofAForeignOrigin_isAnsweredWithoutLeave() {
        Answer answer = preflight("https://evil.example", CREATE);

        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        assertThat(answer.header("Access-Control-Allow-Methods")).isNull();
    }

    @Test
    void error_ofAConfiguredOriginsRequest_canBeReadByThePage() {
        Answer missing = SERVER.client().with("Origin", "https://bahasadri.com").get("/api/video-call/session/x");
        Answer unknown = SERVER.client().with("Origin", "https://bahasadri.com").get("/api/nothing");
        Answer malformed =
                SERVER.client().with("Origin", "https://bahasadri.com").post(CREATE, "{");

        assertThat(missing.hasStatus(404).header("Access-Control-Allow-Origin")).isEqualTo("https://bahasadri.com");
        assertThat(unknown.hasStatus(404).header("Access-Control-Allow-Origin")).isEqualTo("https://bahasadri.com");
        assertThat(malformed.hasStatus(400).header("Access-Control-Allow-Origin"))
                .isEqualTo("https://bahasadri.com");
    }

    /** Those of every operation but the one that RealtimeKit alone calls. */
    private static List<String> headersThatPagesSend() {
        return contract().findParents("in").stream()
                .filter(parameter -> parameter.path("in").asText().equals("header"))
                .map(parameter -> parameter.path("name").asText())
                .filter(name -> !name.startsWith("rtk-"))
                .distinct()
                .toList();
    }

    private static JsonNode contract() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(SERVER.client().get("/openapi.yaml").body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Iterator<String> names) {
        List<String> all = new ArrayList<>();
        names.forEachRemaining(all::add);
        return all;
    }

    private static Answer preflight(String origin, String path) {
        return SERVER.client()
                .with("Origin", origin)
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "content-type,authorization")
                .send("OPTIONS", path, BodyPublishers.noBody())
                .hasStatus(204);
    }
}
