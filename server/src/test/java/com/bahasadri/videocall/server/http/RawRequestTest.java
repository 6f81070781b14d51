package com.bahasadri.videocall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.RawHttp;
import com.bahasadri.videocall.server.support.http.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no HTTP library would send: never a 500, never HTML, never a stack trace, and the next request works. */
class RawRequestTest {
    private static final String CLOSE = "Host: localhost\r\nConnection: close\r\n";
    private static final String CREATE = "POST /api/video-call/session HTTP/1.1\r\n" + CLOSE;
    private static final String JSON = "Content-Type: application/json\r\n";

    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    @AfterEach
    void serverStillAnswers() {
        SERVER.client().get("/health").hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/%zz",
                "/api/video-call/session/%zz",
                "/api/video-call/session/a%",
                "/api/video-call/session/a%2",
                "/api/video-call/sessions?cursor=%zz",
                "/api/video-call/session/a\\b",
                "/api/video-call/session/{x}",
                "/api/video-call/session/<script>",
                "/api/video-call/session/a\"b"
            })
    void target_malformed_isRefused(String target) {
        answer("GET " + target + " HTTP/1.1\r\n" + CLOSE + "\r\n").isError(400, "INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/video-call/session/\u00C3\u00A9",
                "/api/video-call/session/..",
                "/api/video-call/session/%ff%fe",
                "/web/../video-call-logback.xml",
                "/web/%2e%2e/video-call-logback.xml",
                "/web/..%2fvideo-call-logback.xml",
                "/web/js/../../video-call-logback.xml",
                "/web//index.html",
                "//web/index.html",
                "/web/./index.html",
                "/web\\index.html",
                "/../../etc/passwd",
                "*"
            })
    void target_leadingNowhere_isNotFoundOrRefused(String target) {
        Answer answer = answer("GET " + target + " HTTP/1.1\r\n" + CLOSE + "\r\n");

        assertThat(answer.status()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a{}|<script>",
                "://:::",
                "my_host:1",
                "localhost:abc",
                ":80",
                "[::1",
                "a\u0001b",
                "%%%"
            })
    void host_absurd_neverFailsTheServer(String host) {
        String wire = RawHttp.exchange(
                SERVER.port(), "GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(wire)
                .containsPattern("^HTTP/1.1 (200|400) ")
                .doesNotContainIgnoringCase("<html")
                .doesNotContain("\tat ");
    }

    @Test
    void host_absurd_isRefusedInTheContractsForm() {
        answer("GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n").isError(400, "INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /health HTTP/9.9\r\n" + CLOSE + "\r\n",
                CREATE + JSON + "Content-Length: -1\r\n\r\n{}",
                CREATE + JSON + "Content-Length: abc\r\n\r\n{}",
                CREATE + JSON + "Content-Length: 99999999999999999999\r\n\r\n{}",
                CREATE + JSON + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                CREATE + JSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"
            })
    void request_thatBreaksHttp_isRefusedBeforeAnythingReadsIt(String request) {
        refusedByListener(RawHttp.exchange(SERVER.port(), request));
    }

    @Test
    void headers_over16KiB_areRefused() {
        refusedByListener(RawHttp.exchange(
                SERVER.port(), "GET /health HTTP/1.1\r\n" + CLOSE + "X-A: " + "a".repeat(17_000) + "\r\n\r\n"));
        refusedByListener(
                RawHttp.exchange(SERVER.port(), "GET /" + "a".repeat(17_000) + " HTTP/1.1\r\n" + CLOSE + "\r\n"));
        refusedByListener(RawHttp.exchange(
                SERVER.port(), "GET /health HTTP/1.1\r\n" + CLOSE + "X-A: a\r\n".repeat(300) + "\r\n"));
    }

    @Test
    void headers_below16KiB_areTaken() {
        answer("GET /health HTTP/1.1\r\n" + CLOSE + "X-A: " + "a".repeat(15_000) + "\r\n\r\n")
                .hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
                "GET /hea",
                "GET /health HTTP/1.1\r\nHost: a\r\nnocolon\r\n\r\n"
            })
    void request_thatIsNone_isAnsweredWithNothingOrARefusal(String request) {
        assertThat(RawHttp.exchangeAndEnd(SERVER.port(), request))
                .doesNotContain("HTTP/1.1 5")
                .doesNotContainIgnoringCase("<html")
                .doesNotContain("\tat ");
    }

    @Test
    void body_thatEndsEarly_isNoFailureOfOurs() {
        assertThat(RawHttp.exchangeAndEnd(SERVER.port(), CREATE + JSON + "Content-Length: 20\r\n\r\n{}"))
                .doesNotContain("HTTP/1.1 5");
    }

    @Test
    void body_announcedBeyond2GiB_isTooLarge() {
        String wire = RawHttp.exchangeAndEnd(SERVER.port(), CREATE + JSON + "Content-Length: 4294967296\r\n\r\n{}");

        assertThat(wire).startsWith("HTTP/1.1 413 ").contains("PAYLOAD_TOO_LARGE");
    }

    @Test
    void version10_isAnsweredAndClosed() {
        answer("GET /health HTTP/1.0\r\n\r\n").hasStatus(200);
    }

    @Test
    void absoluteTarget_isAnswered() {
        answer("GET http://localhost/health HTTP/1.1\r\n" + CLOSE + "\r\n").hasStatus(200);
    }

    @Test
    void pipelinedRequests_areAnsweredInOrder() {
        String first = "GET /health HTTP/1.1\r\nHost: a\r\nX-Request-Id: request-";

        String wire = RawHttp.exchange(
                SERVER.port(),
                first + "1\r\n\r\n" + first + "2\r\n\r\n" + "GET /nothing HTTP/1.1\r\n" + CLOSE + "\r\n");

        assertThat(wire)
                .containsSubsequence("200 OK", "request-1", "200 OK", "request-2", "404 Not Found", "NOT_FOUND");
    }

    @Test
    void expectContinue_isMetBeforeTheBody() {
        String wire =
                RawHttp.exchange(SERVER.port(), CREATE + JSON + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(wire).contains("HTTP/1.1 200 OK").contains("session_id");
    }

    @Test
    void bodyWithAnUpgrade_isAnsweredAtOnce() {
        answer(CREATE + JSON + "Upgrade: websocket\r\nContent-Length: 2\r\n\r\n{}")
                .hasStatus(200);
        answer(CREATE + JSON + "Upgrade: h2c\r\nContent-Length: 2\r\n\r\n{}").hasStatus(200);
    }

    @Test
    void strayHeaders_areIgnored() {
        answer("GET /health HTTP/1.1\r\n" + CLOSE
                        + "Cookie: =;;$Version=a\"\r\nAccept-Language: ;;q=x\r\nRange: x\r\n\r\n")
                .hasStatus(200);
    }

    private static Answer answer(String request) {
        Answer answer = RawHttp.answer(SERVER.port(), request);
        assertThat(answer.header("X-Request-Id")).as(answer.toString()).matches("[A-Za-z0-9_-]{8,64}");
        assertThat(answer.status()).as(answer.toString()).isLessThan(500);
        assertThat(answer.header("Content-Type")).as(answer.toString()).isEqualTo("application/json");
        return answer;
    }

    /** The listener itself refuses, without a body: it does not know yet what was asked. */
    private static void refusedByListener(String wire) {
        assertThat(wire).containsPattern("^HTTP/1.1 (400|505) ").endsWith("\r\n\r\n");
    }
}
