package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.RawHttp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(1), Duration.ofSeconds(1));

    @Test
    void upgrade_withoutToken_is401() {
        refused(SERVER.newCall().path() + "/events", "").isError(401, "UNAUTHORIZED");
    }

    @Test
    void upgrade_unknownToken_is401() {
        refused(SERVER.newCall().path() + "/events", "Authorization: Bearer nonsense\r\n")
                .isError(401, "UNAUTHORIZED");
        refused(SERVER.newCall().path() + "/events", "Sec-WebSocket-Protocol: video-call.v1, bearer.nonsense\r\n")
                .isError(401, "UNAUTHORIZED");
    }

    @Test
    void upgrade_tokenInQuery_is401() {
        Call call = SERVER.newCall();
        String query = "?token=" + call.controlToken() + "&access_token=" + call.controlToken();

        refused(call.path() + "/events" + query, "").isError(401, "UNAUTHORIZED");
    }

    @Test
    void upgrade_tokenOfAnotherSession_is403() {
        refused(SERVER.newCall().path() + "/events", bearer(SERVER.newCall().controlToken()))
                .isError(403, "FORBIDDEN");
    }

    @Test
    void upgrade_unknownSession_is404() {
        refused("/api/video-call/session/none/events", bearer(SERVER.newCall().controlToken()))
                .isError(404, "SESSION_NOT_FOUND");
    }

    @Test
    void upgrade_endedSession_is409() {
        Call call = SERVER.newCall();
        call.rest().delete(call.path()).hasStatus(200);

        refused(call.path() + "/events", bearer(call.controlToken())).isError(409, "SESSION_ENDED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "video-call.v2", "VIDEO-CALL.V1", "video-call.v1x"})
    void upgrade_otherSubprotocol_is400(String protocol) {
        Call call = SERVER.newCall();

        refused(call.path() + "/events", bearer(call.controlToken()) + "Sec-WebSocket-Protocol: " + protocol + "\r\n")
                .isError(400, "INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "12", "14", "x", "-1", "13, 8", ""})
    void upgrade_otherVersion_isInvalidAndNamesTheRightOne(String version) {
        Answer answer = malformed("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: " + version);

        assertThat(answer.header("Sec-WebSocket-Version")).isEqualTo("13");
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "not*base64*not*base64==", "dGhlIHNhbXBsZSBub25jZSB0aGF0IGlzIHRvbyBsb25n"})
    void upgrade_withoutAProperKey_isInvalid(String key) {
        malformed("Sec-WebSocket-Key: [^\r]+", "Sec-WebSocket-Key: " + key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "Upgraded, close"})
    void upgrade_thatTheConnectionDoesNotSay_isInvalid(String connection) {
        malformed("Connection: [^\r]+", "Connection: " + connection);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%2F", "%00", "a%20b", "%C0%AF", ";x=1", "+"})
    void upgrade_malformedSessionId_is4xx(String id) {
        Answer answer = refused(
                "/api/video-call/session/" + id + "/events",
                bearer(SERVER.newCall().controlToken()));

        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.text("code")).isNotEmpty();
    }

    @Test
    void upgrade_withRequestId_isRefusedUnderIt() {
        Answer answer = refused(SERVER.newCall().path() + "/events", "X-Request-Id: my-own-id-42\r\n");

        assertThat(answer.header("X-Request-Id")).isEqualTo("my-own-id-42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Key", "Sec-WebSocket-Version"})
    void upgrade_withoutHeader_isInvalid(String header) {
        malformed(header + ":.*\r\n", "");
    }

    @Test
    void upgrade_admitted_selectsTheProtocolAndNeverTheToken() {
        Call call = SERVER.newCall();

        assertThat(call.control().subprotocol()).isEqualTo("video-call.v1");
    }

    @Test
    void snapshot_ofControlCenter_isTheWholeSession() {
        Call call = SERVER.newCall();
        Token ann = call.newToken("Ann");
        call.join(ann).report("{'is_screen_sharing':true}").await("screen_share_started");

        ChannelClient control = SERVER.closing(ChannelClient.control(SERVER.address(), call.id(), call.controlToken()));
        var first = control.await(message -> true);

        assertThat(first.path("type").asText()).isEqualTo("snapshot");
        assertThat(first.path("seq").asLong()).isEqualTo(2);
        assertThat(first.at("/data/session"))
                .isEqualTo(call.rest().get(call.path()).json());
        assertThat(first.at("/data/self/role").asText()).isEqualTo("control");
        assertThat(first.at("/data/self").has("participant_id")).isFalse();
        assertThat(first.at("/data/media/mode").asText()).isEqualTo("peer_to_peer");
    }

    @Test
    void snapshot_ofParticipant_tellsWhoItIs() {
        Call call = SERVER.newCall();
        Token ann = call.newToken("Ann");

        var self = call.page(ann).await("snapshot").at("/data/self");

        assertThat(self.path("role").asText()).isEqualTo("participant");
        assertThat(self.path("participant_id").asText()).isEqualTo(ann.id());
        assertThat(self.path("peer_id").asText()).isEqualTo(ann.id());
        assertThat(self.path("name").asText()).isEqualTo("Ann");
    }

    private static Answer malformed(String header, String replacement) {
        Call call = SERVER.newCall();
        String request = upgrade(call.path() + "/events", bearer(call.controlToken()));
        return RawHttp.answer(SERVER.address().getPort(), request.replaceFirst(header, replacement))
                .isError(400, "INVALID_INPUT");
    }

    private static Answer refused(String target, String headers) {
        Answer answer = RawHttp.answer(SERVER.address().getPort(), upgrade(target, headers));
        assertThat(answer.header("X-Request-Id")).matches("[A-Za-z0-9_-]{8,64}");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return answer;
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    /** A close is asked for too, so that a refusal is read to its end. */
    private static String upgrade(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n";
    }
}
