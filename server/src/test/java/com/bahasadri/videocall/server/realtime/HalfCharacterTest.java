package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * JSON can escape half of a character, a surrogate without its pair, which UTF-8 has no bytes for: a browser closes a
 * connection on which it comes unescaped. Nobody may end everyone's connection by that.
 */
class HalfCharacterTest {
    private static final String HALF = "\\ud83d";

    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(5), Duration.ofSeconds(1));

    private Call call;
    private ChannelClient witness;
    private Token ann;

    @BeforeEach
    void join() {
        call = SERVER.newCall();
        witness = call.join(call.newToken("Wit"));
        ann = call.newToken("Ann");
    }

    @Test
    void name_toldByThePage_reachesAllAsItIs() {
        ChannelClient page = call.page(ann);

        page.sendText("{\"type\":\"participant_state\",\"data\":{\"name\":\"A" + HALF + "nn\"}}");

        assertThat(nameIn(page.await("participant_joined"))).isEqualTo("A\ud83dnn");
        assertThat(nameIn(witness.await("participant_joined"))).isEqualTo("A\ud83dnn");
        call.control().roundTrip();
        assertThat(call.rest()
                        .get(call.path())
                        .hasStatus(200)
                        .json()
                        .at("/participants/1/name")
                        .asText())
                .isEqualTo("A\ud83dnn");
    }

    @Test
    void name_toldToRest_reachesAllAsItIs() {
        Token bob = call.newToken("B" + HALF);

        ChannelClient page = call.join(bob);

        JsonNode snapshot = page.received().get(0);
        assertThat(snapshot.at("/data/self/name").asText()).isEqualTo("B\ud83d");
        witness.roundTrip();
    }

    @Test
    void signal_reachesItsPeerAsItIs() {
        ChannelClient page = call.join(ann);
        ChannelClient other = call.page(call.newToken("Bob"));
        String peer = other.await("snapshot").at("/data/self/peer_id").asText();

        page.sendText("{\"type\":\"signal\",\"data\":{\"to\":\"" + peer + "\",\"kind\":\"candidate\",\"sdp\":\"\\udc00"
                + HALF + "\\ude00\",\"candidate\":{\"candidate\":\"" + HALF + "\"}}}");

        JsonNode signal = other.await("signal").path("data");
        assertThat(signal.path("sdp").asText()).isEqualTo("\udc00\ud83d\ude00");
        assertThat(signal.at("/candidate/candidate").asText()).isEqualTo("\ud83d");
    }

    @Test
    void correlationId_isRepeatedAsItIs() {
        witness.sendText("{\"type\":\"ping\",\"correlation_id\":\"" + HALF + "\"}");

        assertThat(witness.await("pong").path("correlation_id").asText()).isEqualTo("\ud83d");
    }

    private static String nameIn(JsonNode joined) {
        return joined.at("/data/participant/name").asText();
    }
}
