package com.bahasadri.videocall.server.several;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.EventStream;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Redis that comes back as it was before. */
@Timeout(60)
class LostStateTest {
    @RegisterExtension
    static final TwoServers SERVERS = new TwoServers(Duration.ofSeconds(15));

    private Call call;
    private Token bob;
    private ChannelClient control;

    @BeforeEach
    void joinAndLose() {
        call = SERVERS.first().newCall();
        bob = call.newToken("Bob");
        control = call.control();
        call.join(call.newToken("Ann"));
        control.await("participant_joined");
        SERVERS.redis().keep();
    }

    @Test
    void clients_thatStayed_areToldHowThingsAreAndWhatHappensNext() {
        EventStream stream =
                SERVERS.second().closing(EventStream.open(SERVERS.second().address(), call.path() + "/events"));
        assertThat(stream.event().path("seq").asLong()).isEqualTo(1);
        call.join(bob);
        control.await("participant_joined");
        assertThat(stream.await("participant_joined").path("seq").asLong()).isEqualTo(2);

        SERVERS.redis().goBack();

        assertThat(control.await("snapshot").path("seq").asLong()).isEqualTo(1);
        assertThat(stream.await("snapshot").path("seq").asLong()).isEqualTo(1);
        // His page has told it before; the server tells it once more, for it is in no log any more.
        assertJoined(control.await("participant_joined"));
        assertJoined(stream.await("participant_joined"));
    }

    private void assertJoined(JsonNode joined) {
        assertThat(joined.path("seq").asLong()).isEqualTo(2);
        assertThat(joined.at("/data/participant/participant_id").asText()).isEqualTo(bob.id());
    }
}
