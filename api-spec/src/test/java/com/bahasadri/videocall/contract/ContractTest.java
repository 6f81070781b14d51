package com.bahasadri.videocall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractTest {
    private static final String JSON = "application/json";
    private static final Map<String, String> REQUEST_ID = Map.of("X-Request-Id", "4f1b8c2e9d7a4b63");
    private static final String HEALTH = """
            {"status": "up", "version": "1.0.0", "media": "emulator"}""";
    private static final String NO_SUCH_SESSION = """
            {"error": "No such session", "code": "SESSION_NOT_FOUND"}""";

    private final Contract contract = Contract.load();

    @Test
    void violations_conformingAnswer_areNone() {
        assertThat(contract.violations("GET", "/health", 200, REQUEST_ID, JSON, HEALTH))
                .isEmpty();
    }

    @Test
    void violations_charsetInTheContentType_areNone() {
        assertThat(contract.violations("GET", "/health", 200, REQUEST_ID, JSON + ";charset=UTF-8", HEALTH))
                .isEmpty();
    }

    @Test
    void violations_fractionalSeconds_areNone() {
        for (String time :
                List.of("2026-11-20T10:00:00Z", "2026-11-20T10:00:00.5Z", "2026-11-20T10:00:00.123456789Z")) {
            assertThat(contract.violations(
                            "DELETE", "/api/video-call/session/s", 200, REQUEST_ID, JSON, """
                    {"success": true, "session_id": "s", "ended_at": "%s"}""".formatted(time)))
                    .as(time)
                    .isEmpty();
        }
    }

    @Test
    void violations_notATime_areReported() {
        assertThat(contract.violations("DELETE", "/api/video-call/session/s", 200, REQUEST_ID, JSON, """
                {"success": true, "session_id": "s", "ended_at": "yesterday"}"""))
                .isNotEmpty();
    }

    @Test
    void violations_undocumentedStatus_areReported() {
        assertThat(contract.violations("GET", "/health", 404, REQUEST_ID, JSON, NO_SUCH_SESSION))
                .isNotEmpty();
    }

    @Test
    void violations_undocumentedPath_areReported() {
        assertThat(contract.violations("GET", "/nowhere", 200, REQUEST_ID, JSON, HEALTH))
                .isNotEmpty();
    }

    @Test
    void violations_undocumentedMethod_areReported() {
        assertThat(contract.violations("PUT", "/health", 200, REQUEST_ID, JSON, HEALTH))
                .isNotEmpty();
    }

    @Test
    void violations_missingRequestId_areReported() {
        assertThat(contract.violations("GET", "/health", 200, Map.of(), JSON, HEALTH))
                .isNotEmpty();
    }

    @Test
    void violations_malformedRequestId_areReported() {
        assertThat(contract.violations("GET", "/health", 200, Map.of("X-Request-Id", "a b"), JSON, HEALTH))
                .isNotEmpty();
    }

    @Test
    void violations_missingRetryAfter_areReported() {
        assertThat(contract.violations("POST", "/api/video-call/session", 429, REQUEST_ID, JSON, """
                {"error": "Too many requests", "code": "RATE_LIMITED"}"""))
                .isNotEmpty();
    }

    @Test
    void violations_missingField_areReported() {
        assertThat(contract.violations("GET", "/health", 200, REQUEST_ID, JSON, """
                {"status": "up", "version": "1.0.0"}"""))
                .isNotEmpty();
    }

    @Test
    void violations_undocumentedField_areReported() {
        assertThat(contract.violations("GET", "/health", 200, REQUEST_ID, JSON, """
                {"status": "up", "version": "1.0.0", "media": "emulator", "uptime": 5}"""))
                .isNotEmpty();
    }

    @Test
    void violations_undocumentedEnumValue_areReported() {
        assertThat(contract.violations("GET", "/api/video-call/session/s", 404, REQUEST_ID, JSON, """
                {"error": "No such session", "code": "GONE"}"""))
                .isNotEmpty();
    }

    @Test
    void violations_wrongType_areReported() {
        assertThat(contract.violations("GET", "/health", 200, REQUEST_ID, JSON, """
                {"status": 1, "version": "1.0.0", "media": "emulator"}"""))
                .isNotEmpty();
    }

    @Test
    void violations_wrongTypeInAnArray_areReported() {
        assertThat(contract.violations("GET", "/api/video-call/session/s/screen-shares", 200, REQUEST_ID, JSON, """
                {"screen_shares": [{"share_id": 1}]}"""))
                .isNotEmpty();
    }

    @Test
    void violations_wrongContentType_areReported() {
        assertThat(contract.violations("GET", "/health", 200, REQUEST_ID, "text/html", HEALTH))
                .isNotEmpty();
    }

    @Test
    void violations_missingBody_areReported() {
        assertThat(contract.violations("GET", "/health", 200, REQUEST_ID, JSON, null))
                .isNotEmpty();
    }

    @Test
    void violations_textAnswers_areNone() {
        assertThat(contract.violations("GET", "/openapi.yaml", 200, REQUEST_ID, "application/yaml", "openapi: 3.0.3"))
                .isEmpty();
        assertThat(contract.violations("GET", "/docs", 200, REQUEST_ID, "text/html;charset=UTF-8", "<!doctype html>"))
                .isEmpty();
    }

    @Test
    void requestViolations_conformingRequest_areNone() {
        assertThat(contract.requestViolations(
                        "GET", "/api/video-call/sessions?status=active&limit=2", Map.of(), null, null))
                .isEmpty();
    }

    @Test
    void requestViolations_undocumentedQueryValue_areReported() {
        assertThat(contract.requestViolations("GET", "/api/video-call/sessions?limit=0", Map.of(), null, null))
                .isNotEmpty();
        assertThat(contract.requestViolations("GET", "/api/video-call/sessions?status=idle", Map.of(), null, null))
                .isNotEmpty();
    }

    @Test
    void requestViolations_missingToken_areReported() {
        assertThat(contract.requestViolations("DELETE", "/api/video-call/session/s", Map.of(), null, null))
                .isNotEmpty();
    }

    @Test
    void requestViolations_missingField_areReported() {
        assertThat(contract.requestViolations(
                        "POST", "/api/video-call/session/s/mute", Map.of("Authorization", "Bearer t"), JSON, "{}"))
                .isNotEmpty();
    }

    @Test
    void requestViolations_absentOptionalBody_areNone() {
        assertThat(contract.requestViolations("POST", "/api/video-call/session", Map.of(), null, null))
                .isEmpty();
    }

    @Test
    void errorStatuses_aCode_isItsStatus() {
        assertThat(contract.errorStatuses())
                .containsEntry("SESSION_NOT_FOUND", 404)
                .containsEntry("RATE_LIMITED", 429);
    }

    @Test
    void operation_anId_isTheOperation() {
        Operation operation = contract.operation("endSession");
        assertThat(operation.method()).isEqualTo("DELETE");
        assertThat(operation.path()).isEqualTo("/api/video-call/session/{session_id}");
        assertThat(operation.statuses()).contains(200, 401, 403, 404);
    }
}
