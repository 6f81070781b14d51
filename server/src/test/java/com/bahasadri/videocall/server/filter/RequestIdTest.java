package com.bahasadri.videocall.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.TestServer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose request id an answer carries. */
class RequestIdTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    @ParameterizedTest
    @ValueSource(
            strings = {"abcd1234", "A-b_C-d_9", "0123456789012345678901234567890123456789012345678901234567890123"})
    void requestId_inItsForm_isKeptOnEveryAnswer(String id) {
        for (String path : new String[] {"/health", "/", "/nothing", "/api/video-call/session/x", "/web/style.css"}) {
            assertThat(SERVER.client().with("X-Request-Id", id).get(path).header("X-Request-Id"))
                    .isEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short12",
                "with space",
                "a/b/c/d/e",
                "<script>alert</script>",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void requestId_inAnotherForm_isReplaced(String id) {
        assertThat(SERVER.client().with("X-Request-Id", id).get("/health").header("X-Request-Id"))
                .isNotEqualTo(id)
                .matches("[0-9a-f]{16}");
    }

    @Test
    void requestId_absent_isNewEachTime() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            ids.add(SERVER.client().get("/health").header("X-Request-Id"));
        }

        assertThat(ids).hasSize(20);
    }
}
