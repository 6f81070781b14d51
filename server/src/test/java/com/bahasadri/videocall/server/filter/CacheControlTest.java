package com.bahasadri.videocall.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What caches may keep. */
class CacheControlTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    @ParameterizedTest
    @ValueSource(strings = {"", "/screen-shares", "/video-files", "/events", "/playback", "/nothing"})
    void read_ofASession_isKeptByNoCache(String what) {
        assertThat(SERVER.client().get(SERVER.newSession() + what).header("Cache-Control"))
                .isEqualTo("no-store");
    }

    @Test
    void token_isKeptByNoCache() {
        assertThat(SERVER.client()
                        .post(SERVER.newSession() + "/control-token")
                        .hasStatus(200)
                        .header("Cache-Control"))
                .isEqualTo("no-store");
    }

    @Test
    void page_isKeptAsLongAsItIsTheSame() {
        assertThat(SERVER.client().get("/").header("Cache-Control")).isEqualTo("no-cache");
    }
}
