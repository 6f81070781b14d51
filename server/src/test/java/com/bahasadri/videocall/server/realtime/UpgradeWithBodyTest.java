package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.RawHttp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body together with an {@code Upgrade} header is read as what it is, and holds no worker. */
class UpgradeWithBodyTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final String LENGTH = "Content-Length: 2\r\n\r\n{}";
    private static final String CHUNKS = "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";

    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(1), Duration.ofSeconds(1));

    @ParameterizedTest
    @CsvSource({"websocket,true", "websocket,false", "h2c,true", "h2c,false", "x,false"})
    void post_withUpgrade_isThePostThatItIs(String protocol, boolean chunked) {
        Answer answer = exchange("POST", "/api/video-call/session", protocol, chunked, "");

        answer.hasStatus(200);
        assertThat(answer.text("session_id")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void post_toTheChannel_isNoUpgrade(boolean chunked) {
        Call call = SERVER.newCall();

        Answer answer = exchange("POST", call.path() + "/events", "websocket", chunked, bearer(call));

        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.text("code")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void get_ofTheChannelWithABody_readsTheLogInstead(boolean chunked) {
        Call call = SERVER.newCall();

        Answer answer = exchange("GET", call.path() + "/events", "websocket", chunked, bearer(call));

        answer.hasStatus(200);
        assertThat(answer.json().path("last_seq").asInt()).isZero();
    }

    @Test
    void unfinishedBodies_withUpgrade_holdNobodyUp() {
        for (int i = 0; i < 20; i++) {
            SERVER.closing(RawHttp.begin(
                    SERVER.address().getPort(),
                    head("POST", "/api/video-call/session", "websocket", "") + "Content-Length: 1000\r\n\r\n{"));
        }
        long started = System.nanoTime();

        Call call = SERVER.newCall();
        call.control().roundTrip();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(AT_ONCE);
    }

    private static Answer exchange(String method, String target, String protocol, boolean chunked, String headers) {
        long started = System.nanoTime();
        Answer answer = RawHttp.answer(
                SERVER.address().getPort(), head(method, target, protocol, headers) + (chunked ? CHUNKS : LENGTH));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(AT_ONCE);
        return answer;
    }

    private static String head(String method, String target, String protocol, String headers) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nUpgrade: " + protocol
                + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Content-Type: application/json\r\n" + headers;
    }

    private static String bearer(Call call) {
        return "Authorization: Bearer " + call.controlToken() + "\r\n";
    }
}
