package com.bahasadri.videocall.server.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bahasadri.videocall.server.adapter.realtimekit.RealtimeKitEngine;
import com.bahasadri.videocall.server.adapter.realtimekit.RealtimeKitSettings;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.emulator.time.EmulatorClock;
import com.bahasadri.videocall.server.port.MediaEngine.IssuedToken;
import com.bahasadri.videocall.server.port.MediaEngine.Meeting;
import com.bahasadri.videocall.server.port.MediaEngine.NewParticipant;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine against the emulator; every request and answer is held against the contract. */
class EmulatorAdapterTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String PRESET = "group_call_participant";

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final RecordingLink link = new RecordingLink();
    private final RealtimeKitEmulator emulator =
            RealtimeKitEmulator.start(new RealtimeKitEmulator.Settings(0, EmulatorStore.inMemory(), clock, link));
    private final ContractCheck contract = ContractCheck.ofBoth();
    private final RealtimeKitEngine engine = new RealtimeKitEngine(
            RealtimeKitSettings.of(
                    emulator.baseUrl(),
                    RealtimeKitEmulator.ACCOUNT_ID,
                    RealtimeKitEmulator.APP_ID,
                    RealtimeKitEmulator.API_TOKEN),
            clock,
            new OkHttpClient.Builder().addInterceptor(contract).build());

    @AfterEach
    void everyExchangeKeptTheContract() {
        engine.close();
        emulator.close();
        assertThat(contract.exchanges()).isPositive();
    }

    @Test
    void createMeeting_withAndWithoutTitle_tellsIdAndTime() {
        Meeting titled = engine.createMeeting("Weekly & ünïcode");
        Meeting plain = engine.createMeeting(null);

        assertThat(titled.createdAt()).isEqualTo(NOW);
        assertThat(plain.id()).isNotEqualTo(titled.id());
    }

    @Test
    void admit_ownId_isAdded() {
        String meeting = engine.createMeeting(null).id();

        IssuedToken ann = engine.admit(meeting, new NewParticipant("Ann", "vc-1", PRESET));

        assertThat(ann.token()).matches("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(contract.exchanges()).isEqualTo(2);
    }

    @Test
    void admit_knownForeignId_getsAnotherTokenForTheSameParticipant() {
        String meeting = engine.createMeeting(null).id();
        IssuedToken first = engine.admit(meeting, new NewParticipant("Ann", "ann", PRESET));

        IssuedToken second = engine.admit(meeting, new NewParticipant("Ann", "ann", PRESET));

        assertThat(second.participantId()).isEqualTo(first.participantId());
        assertThat(second.token()).isNotEqualTo(first.token());
    }

    @Test
    void admit_foreignIdBehindTheFirstPage_isFound() {
        String meeting = engine.createMeeting(null).id();
        List<String> ids = IntStream.range(0, 130)
                .mapToObj(i -> admitted(meeting, "vc-" + i))
                .toList();
        String zoe = admitted(meeting, "zoe");

        assertThat(admitted(meeting, "zoe")).isEqualTo(zoe).isNotIn(ids);
    }

    @Test
    void admit_unknownMeetingOrPreset_isNotFound() {
        String meeting = engine.createMeeting(null).id();

        assertNotFound(() -> engine.admit("nope", new NewParticipant(null, "vc-1", PRESET)));
        assertNotFound(() -> engine.admit("nope", new NewParticipant(null, "ann", PRESET)));
        assertNotFound(() -> engine.admit(meeting, new NewParticipant(null, "vc-1", "nope")));
        assertNotFound(() -> engine.admitOperator("nope", "vc-1"));
    }

    @Test
    void admit_idThatIsAPath_staysInItsSegment() {
        engine.createMeeting(null);

        assertNotFound(() -> engine.admit("a/../../b?c#d%2e", new NewParticipant(null, "vc-1", PRESET)));
        assertNotFound(() -> engine.admit("..", new NewParticipant(null, "vc-1", PRESET)));
        assertNotFound(() -> engine.admit("", new NewParticipant(null, "vc-1", PRESET)));
    }

    @Test
    void admitOperator_twice_makesOnePresetAndHiddenOperators() {
        String meeting = engine.createMeeting(null).id();

        IssuedToken first = engine.admitOperator(meeting, "vc-op-1");
        int afterFirst = contract.exchanges();
        IssuedToken second = engine.admitOperator(meeting, "vc-op-2");

        assertThat(afterFirst).as("create, list presets, create preset, add").isEqualTo(4);
        assertThat(contract.exchanges()).isEqualTo(5);
        assertThat(second.participantId()).isNotEqualTo(first.participantId());
        assertThat(emulator.joined(meeting, first.participantId())).isTrue();
        assertThat(engine.mute(meeting, "somebody")).isFalse();
    }

    @Test
    void mute_confirmedByThePage_isTrue() {
        String meeting = engine.createMeeting(null).id();
        String ann = joined(meeting, "vc-1");

        assertThat(engine.mute(meeting, ann)).isTrue();
        link.reachable = false;
        assertThat(engine.mute(meeting, ann)).isFalse();
        assertThat(link.calls).containsExactly("mute " + ann, "mute " + ann);
    }

    @Test
    void mute_pageFails_isFalse() {
        String meeting = engine.createMeeting(null).id();
        String ann = joined(meeting, "vc-1");
        link.failure = new IllegalStateException("gone");

        assertThat(engine.mute(meeting, ann)).isFalse();
    }

    @Test
    void mute_notLive_isFalse() {
        String meeting = engine.createMeeting(null).id();
        String ann = admitted(meeting, "vc-1");
        String bob = admitted(meeting, "vc-2");

        assertThat(engine.mute(meeting, ann)).as("nobody is live").isFalse();
        emulator.joined(meeting, bob);
        assertThat(engine.mute(meeting, ann)).as("somebody else is live").isFalse();
        assertThat(link.calls).isEmpty();
    }

    @Test
    void remove_live_kicksAndForgets() {
        String meeting = engine.createMeeting(null).id();
        String ann = joined(meeting, "vc-1");

        engine.remove(meeting, ann);
        engine.remove(meeting, ann);

        assertThat(link.calls).containsExactly("kick " + ann);
        assertThat(emulator.joined(meeting, ann)).isFalse();
    }

    @Test
    void end_live_kicksEveryoneAndClosesTheMeeting() {
        String meeting = engine.createMeeting(null).id();
        String ann = joined(meeting, "vc-1");
        String operator = engine.admitOperator(meeting, "vc-op").participantId();
        emulator.joined(meeting, operator);

        engine.end(meeting);
        engine.end(meeting);
        engine.end("nope");

        assertThat(link.calls).containsExactly("kick " + ann, "kick " + operator);
        assertThat(emulator.joined(meeting, ann)).isFalse();
    }

    @Test
    void end_whileItIsRecorded_stopsTheRecordingBeforeKickAll() {
        EmulatorClock time = emulator.clock();
        String meeting = engine.createMeeting(null).id();
        String ann = joined(meeting, "vc-1");
        Curl curl = new Curl(emulator);
        String recording = recording(curl, meeting);
        time.advance(Duration.ofSeconds(15));

        engine.end(meeting);
        time.advance(Duration.ofSeconds(10));

        // One that kick-all alone stops is never stored.
        JsonNode stored = curl.get("/recordings/" + recording).data();
        assertThat(stored.path("status").asText()).isEqualTo("UPLOADED");
        assertThat(stored.at("/stop_reason/reason").asText()).isEqualTo("API_CALL");
        assertThat(stored.path("recording_duration").asDouble()).isEqualTo(10);
    }

    @Test
    void end_whileARecordingIsPaused_stopsItAsWell() {
        String meeting = engine.createMeeting(null).id();
        String ann = joined(meeting, "vc-1");
        Curl curl = new Curl(emulator);
        String recording = recording(curl, meeting);
        emulator.clock().advance(Duration.ofSeconds(15));
        curl.put("/recordings/" + recording, "{\"action\":\"pause\"}");

        engine.end(meeting);

        assertThat(curl.get("/recordings/" + recording)
                        .data()
                        .at("/stop_reason/reason")
                        .asText())
                .isEqualTo("API_CALL");
    }

    private String admitted(String meeting, String customId) {
        return engine.admit(meeting, new NewParticipant(null, customId, PRESET)).participantId();
    }

    private String joined(String meeting, String customId) {
        String participant = admitted(meeting, customId);
        emulator.joined(meeting, participant);
        return participant;
    }

    private static String recording(Curl curl, String meeting) {
        return curl.post("/recordings", "{\"meeting_id\":\"" + meeting + "\"}")
                .data()
                .path("id")
                .asText();
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(call)
                .extracting(ServiceException::code)
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    private static final class RecordingLink implements PeerLink {
        final List<String> calls = new CopyOnWriteArrayList<>();
        volatile boolean reachable = true;
        volatile RuntimeException failure;

        @Override
        public boolean kick(String meetingId, String participantId) {
            calls.add("kick " + participantId);
            return reachable;
        }

        @Override
        public boolean mute(String meetingId, String participantId) {
            calls.add("mute " + participantId);
            if (failure != null) {
                throw failure;
            }
            return reachable;
        }
    }
}
