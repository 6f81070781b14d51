package com.bahasadri.videocall.server.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods and media types that there are not, and ids that nobody was given. */
class PathTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/nothing",
                "/api/video-call",
                "/apix",
                "/nothing",
                "/application.wadl",
                "/API/health",
                "/api/video-call/session/x/nothing",
                "/health/more",
            })
    void path_unknown_isNotFound(String path) {
        SERVER.client().get(path).isError(404, "NOT_FOUND");
        SERVER.client().post(path, "{}").isError(404, "NOT_FOUND");
        SERVER.client().with("Accept", "text/html").get(path).isError(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2e%2e",
                "a%2Fb",
                "a%2F..%2Fb",
                "%00",
                "a%0D%0Ab",
                "%F0%9F%98%80",
                "%FF",
                "..;x",
                "a;b=c",
                "%20",
                "'--"
            })
    void sessionId_strange_isNoSession(String id) {
        sessionIsNotFound(id);
    }

    @Test
    void sessionId_tooLong_isNoSession() {
        sessionIsNotFound("a".repeat(300));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/video-call/session, POST",
        "PUT, /api/video-call/session/x, 'DELETE,GET'",
        "PATCH, /api/video-call/session/x, 'DELETE,GET'",
        "GET, /api/video-call/session/x/mute, POST",
        "DELETE, /api/video-call/session/x/screen-shares, GET",
        "POST, /api/video-call/sessions, GET",
        "GET, /api/video-call/token, POST",
        "POST, /health, GET",
        "DELETE, /api/docs, GET",
        "TRACE, /health, GET",
        "FOO, /health, GET",
        "TRACE, /, GET",
        "POST, /join, GET",
        "DELETE, /web/style.css, GET"
    })
    void method_thatThePathDoesNotHave_isRefusedWithThoseItHas(String method, String path, String allowed) {
        Answer answer =
                SERVER.client().send(method, path, BodyPublishers.noBody()).isError(405, "METHOD_NOT_ALLOWED");

        assertThat(answer.header("Allow").split(", ?")).contains(allowed.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/video-call/session", "/api/video-call/session/x/mute", "/"})
    void options_ofAPath_areItsMethodsAndNoBody(String path) {
        Answer answer =
                SERVER.client().send("OPTIONS", path, BodyPublishers.noBody()).hasStatus(204);

        assertThat(answer.header("Allow")).contains("OPTIONS");
    }

    @Test
    void options_ofAnUnknownPath_areNotFound() {
        SERVER.client().send("OPTIONS", "/nothing", BodyPublishers.noBody()).isError(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/openapi.yaml", "/docs", "/", "/join", "/api/video-call/sessions"})
    void head_ofAPath_isItsGetWithoutTheBody(String path) {
        Answer head =
                SERVER.client().send("HEAD", path, BodyPublishers.noBody()).hasStatus(200);

        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type"))
                .isEqualTo(SERVER.client().get(path).header("Content-Type"));
        SERVER.client().send("HEAD", "/nothing", BodyPublishers.noBody()).hasStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/*", "application/xml, text/plain", ";;,,/", "application/json;q=x"})
    void accept_thatNoAnswerSatisfies_isRefused(String accept) {
        SERVER.client().with("Accept", accept).get("/health").isError(406, "NOT_ACCEPTABLE");
        SERVER.client().with("Accept", accept).get("/api/video-call/sessions").isError(406, "NOT_ACCEPTABLE");
        SERVER.client().with("Accept", accept).post("/api/video-call/session").isError(406, "NOT_ACCEPTABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "text/html, */*;q=0.1", "application/json;charset=utf-8"})
    void accept_thatJsonSatisfies_isTaken(String accept) {
        SERVER.client().with("Accept", accept).get("/health").hasStatus(200);
    }

    private static void sessionIsNotFound(String id) {
        String session = TestServer.path(id);
        SERVER.client().get(session).isError(404, "SESSION_NOT_FOUND");
        SERVER.client().get(session + "/screen-shares").isError(404, "SESSION_NOT_FOUND");
        SERVER.client().get(session + "/video-files").isError(404, "SESSION_NOT_FOUND");
        SERVER.client().post(session + "/participant-token").isError(404, "SESSION_NOT_FOUND");
        SERVER.client().post(session + "/control-token").isError(404, "SESSION_NOT_FOUND");
        SERVER.control(SERVER.newSession()).delete(session).isError(404, "SESSION_NOT_FOUND");
    }
}
