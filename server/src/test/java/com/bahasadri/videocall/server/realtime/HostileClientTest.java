package com.bahasadri.videocall.server.realtime;

import static com.bahasadri.videocall.server.support.ChannelClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.bahasadri.videocall.server.support.RawChannel;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever one client sends has a defined outcome for itself, and none for the others. */
class HostileClientTest {
    private static final int LIMIT = 65_536;

    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(3), Duration.ofSeconds(1));

    private Call call;
    private Token ann;
    private ChannelClient page;
    private ChannelClient witness;

    @BeforeEach
    void join() {
        call = SERVER.newCall();
        ann = call.newToken("Ann");
        page = call.join(ann);
        Token wit = call.newToken("Wit");
        witness = call.join(wit);
        // Each socket has its events in order, but no socket has to have them when another has.
        page.await(ChannelClient.is("participant_joined")
                .and(event ->
                        event.at("/data/participant/participant_id").asText().equals(wit.id())));
    }

    @AfterEach
    void others_areUnaffected() {
        witness.report("{'is_muted':true}").await("participant_muted");
        witness.roundTrip();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "7",
                "'ping'",
                "{}",
                "{'type':null}",
                "{'type':7}",
                "{'type':'nonsense'}",
                "{'type':''}",
                "{'type':'ping','data':7}",
                "{'type':'ping','data':[]}",
                "{'type':'ping'} {'type':'ping'}",
                "{'type':'ping','type':'leave'}",
                "{'type':'ping','correlation_id':7}",
                "{'type':'participant_state','data':{'is_muted':1}}",
                "{'type':'participant_state','data':{'is_muted':'true'}}",
                "{'type':'participant_state','data':{'is_camera_on':{}}}",
                "{'type':'participant_state','data':{'connection_quality':'best'}}",
                "{'type':'participant_state','data':{'connection_quality':3}}",
                "{'type':'participant_state','data':{'name':'a\\u0000b'}}",
                "{'type':'participant_state','data':{'name':[]}}"
            })
    void message_malformed_isAnErrorAndTheChannelStaysOpen(String text) {
        page.sendText(text.replace('\'', '"'));

        assertThat(page.await("error").at("/data/code").asText()).isEqualTo("INVALID_INPUT");
        assertThat(page.roundTrip().events()).hasSize(2);
    }

    @Test
    void message_deeplyNested_isAnError() {
        page.sendText("{\"type\":\"ping\",\"data\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}");

        assertThat(page.await("error").at("/data/code").asText()).isEqualTo("INVALID_INPUT");
    }

    @Test
    void correlationId_ofHundredCharacters_isTheLongest() {
        page.send("ping", "x".repeat(100), object("{}")).await("pong");
        page.send("ping", "x".repeat(101), object("{}"));

        assertThat(page.await("error").has("correlation_id")).isFalse();
    }

    @Test
    void name_ofTwoHundredCharacters_isTheLongest() {
        ChannelClient bob = call.page(call.newToken("Bob"));
        bob.report("{'name':'" + "n".repeat(201) + "'}").await("error");
        bob.report("{'name':' " + "\uD83D\uDE00".repeat(200) + " '}");

        assertThat(bob.await("participant_joined").at("/data/participant/name").asText())
                .isEqualTo("\uD83D\uDE00".repeat(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u20AC", "\uD83D\uDE00"})
    void message_asLongAsAllowed_isTaken(String character) {
        String empty = "{\"type\":\"ping\",\"data\":{\"x\":\"\"}}";
        int room = LIMIT - empty.length();
        String filled = character.repeat(room / character.length());

        page.sendText(empty.replace(":\"\"", ":\"" + filled + "\"")).await("pong");
    }

    @Test
    void message_oneCharacterTooLong_isClosedWith1008() {
        page.sendText("x".repeat(LIMIT + 1));

        assertThat(page.closeCode()).isEqualTo(1008);
    }

    @Test
    void message_muchTooLong_isClosed() {
        page.sendText("x".repeat(1_000_000));

        assertThat(page.closeCode()).isIn(1008, RawChannel.NO_CODE);
    }

    @Test
    void message_inFragments_isOneMessage() {
        page.sendFragments("{\"type\":\"pi", "ng\",\"correlation_id\":\"f\"}");

        assertThat(page.await("pong").path("correlation_id").asText()).isEqualTo("f");
    }

    @Test
    void message_inFragmentsThatSplitACharacter_isOneMessage() {
        byte[] text = "{\"type\":\"ping\",\"correlation_id\":\"\u20AC\"}".getBytes(StandardCharsets.UTF_8);
        int middle = text.length - 4;
        RawChannel raw = raw();

        raw.send(RawChannel.frame(0x01, Arrays.copyOf(text, middle)))
                .send(RawChannel.frame(0x89))
                .send(RawChannel.frame(0x80, Arrays.copyOfRange(text, middle, text.length)));

        assertThat(raw.awaitText("pong")).contains("\u20AC");
    }

    @Test
    void message_inFragmentsTooLongTogether_isClosedWith1008() {
        page.sendFragments("x".repeat(LIMIT), "x");

        assertThat(page.closeCode()).isEqualTo(1008);
    }

    @Test
    void message_inEndlessEmptyFragments_isClosed() {
        RawChannel raw = raw().send(RawChannel.frame(0x01));
        sendUntilCut(raw, 5_000, RawChannel.frame(0x00));

        assertThat(raw.closeCode()).isIn(1008, RawChannel.NO_CODE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void message_binary_isClosedWith1008(boolean whole) {
        page.sendBinary(new byte[] {1, 2}, whole);

        assertThat(page.closeCode()).isEqualTo(1008);
    }

    @Test
    void flood_isClosedWith1008() {
        for (int i = 0; i < 3_000; i++) {
            page.sendText("{\"type\":\"ping\"}");
        }

        assertThat(page.closeCode()).isIn(1008, RawChannel.NO_CODE);
    }

    @Test
    void pings_flood_isClosed() {
        RawChannel raw = raw();
        sendUntilCut(raw, 5_000, RawChannel.frame(0x89, new byte[125]));

        assertThat(raw.closeCode()).isIn(1008, RawChannel.NO_CODE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"82ff000000007fffffff00000000", "81ff000000007fffffff00000000", "81ff7fffffffffffffff00000000"})
    void frame_claimingGigabytes_isCutOffWithoutRoomForIt(String header) {
        RawChannel raw = raw().send(HexFormat.of().parseHex(header));
        sendUntilCut(raw, 64, new byte[64 * 1024]);

        assertThat(raw.closeCode()).isIn(1008, RawChannel.NO_CODE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "81ff800000000000000000000000",
                "81ffffffffffffffffff00000000",
                "838000000000",
                "f18000000000",
                "808000000000",
                "098000000000",
                "89fe007e00000000",
                "8182000000" + "00c328",
                "888100000000" + "03"
            })
    void frame_againstTheProtocol_isClosed(String frame) {
        RawChannel raw = raw().send(HexFormat.of().parseHex(frame));

        assertThat(raw.closeCode()).isIn(1000, 1002, 1007, 1011, RawChannel.NO_CODE);
    }

    @Test
    void frames_inOneBreathWithTheHandshake_doNoHarm() {
        RawChannel raw = SERVER.closing(RawChannel.open(
                SERVER.address(), call.path(), call.newToken("Bob").token(), RawChannel.text("{'type':'ping'}")));

        assertThat(raw.awaitText("snapshot")).contains("peer_to_peer");
    }

    @Test
    void reader_thatNeverReads_isCutOffAndSlowsNobody() {
        Token bob = call.newToken("Bob");
        RawChannel raw = SERVER.closing(RawChannel.open(SERVER.address(), call.path(), bob.token()));
        raw.send(RawChannel.text("{'type':'participant_state'}"));
        raw.awaitText("participant_joined");
        String signal = "{\"type\":\"signal\",\"data\":{\"to\":\"" + bob.id() + "\",\"kind\":\"offer\",\"sdp\":\""
                + "x".repeat(60_000) + "\"}}";

        long started = System.nanoTime();
        for (int i = 0; i < 400; i++) {
            page.sendText(signal);
        }
        witness.report("{'is_camera_on':false}").await("camera_toggled");
        page.roundTrip();

        // Whom nothing is heard of is cut off after 9 s: had anybody waited for that, it would have taken longer.
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
        // What it can still read is what the network and the server's bound held, less than the 24 MB it was sent.
        assertThat(raw.closeCode()).isIn(4013, RawChannel.NO_CODE);
        assertThat(raw.bytesRead()).isLessThan(16_000_000);
    }

    @Test
    void tokens_ofTheCall_neverReachAnotherClient() {
        page.roundTrip();

        assertThat(page.received().toString()).doesNotContain(ann.token()).doesNotContain(call.controlToken());
    }

    private RawChannel raw() {
        RawChannel raw = SERVER.closing(RawChannel.open(
                SERVER.address(), call.path(), call.newToken("Raw").token()));
        raw.awaitText("snapshot");
        return raw;
    }

    private static void sendUntilCut(RawChannel raw, int times, byte[] bytes) {
        try {
            for (int i = 0; i < times; i++) {
                raw.send(bytes);
            }
        } catch (UncheckedIOException e) {
            // Cut off, as the server may at any time.
            return;
        }
    }
}
