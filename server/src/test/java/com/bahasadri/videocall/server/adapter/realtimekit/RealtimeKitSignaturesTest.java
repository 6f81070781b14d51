package com.bahasadri.videocall.server.adapter.realtimekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.support.Eventually;
import com.bahasadri.videocall.server.support.KeyServer;
import com.bahasadri.videocall.server.support.ManualTime;
import com.bahasadri.videocall.server.support.Together;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealtimeKitSignaturesTest {
    private static final byte[] BODY = "{\"event\":\"meeting.started\"}".getBytes(StandardCharsets.UTF_8);

    private final KeyServer keys = new KeyServer();
    private final RealtimeKitSignatures signatures = new RealtimeKitSignatures(keys.url());

    @AfterEach
    void close() {
        signatures.close();
        keys.close();
    }

    @Test
    void verify_signedByThePublishedKey_isTrueAndReadsTheKeyOnce() {
        assertThat(signatures.verify(BODY, keys.sign(BODY))).isTrue();
        assertThat(signatures.verify(BODY, keys.sign(BODY))).isTrue();

        assertThat(keys.reads()).isEqualTo(1);
    }

    @Test
    void verify_anotherBody_isFalse() {
        byte[] other = "{\"event\":\"meeting.ended\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(signatures.verify(other, keys.sign(BODY))).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "not base64!", "AAAA"})
    void verify_noSignature_isFalse(String none) {
        assertThat(signatures.verify(BODY, none)).isFalse();
    }

    @Test
    void verify_longerThanAnySignature_isFalseAndReadsNoKey() {
        assertThat(signatures.verify(BODY, "A".repeat(60_000))).isFalse();

        assertThat(keys.reads()).isZero();
    }

    @Test
    void verify_keyWasRotated_readsTheNewOne() {
        signatures.verify(BODY, keys.sign(BODY));
        String old = keys.sign(BODY);

        keys.rotate();

        assertThat(signatures.verify(BODY, keys.sign(BODY))).isTrue();
        assertThat(signatures.verify(BODY, old)).isFalse();
    }

    @Test
    void verify_manyForged_readsTheKeyAFewTimesOnly() {
        signatures.verify(BODY, keys.sign(BODY));
        String forged = KeyServer.forge(BODY);

        for (int i = 0; i < 200; i++) {
            assertThat(signatures.verify(BODY, forged)).isFalse();
        }

        assertThat(keys.reads()).isBetween(2, 15);
        assertThat(signatures.verify(BODY, keys.sign(BODY))).isTrue();
    }

    @Test
    void verify_keyCannotBeRead_isUnavailableUntilItCan() {
        keys.answer(500);
        String signature = keys.sign(BODY);
        assertUnavailable(signature);

        keys.answer(200);

        Eventually.until("the key is read", () -> verifies(signature));
    }

    @Test
    void verify_rotatedWhileTheKeyCannotBeRead_isUnavailableAndNotRefused() {
        signatures.verify(BODY, keys.sign(BODY));
        String old = keys.sign(BODY);
        keys.rotate();
        keys.answer(503);

        assertUnavailable(keys.sign(BODY));
        assertThat(signatures.verify(BODY, old)).as("the key that is known").isTrue();
    }

    @Test
    void verify_rotatedAndReadsUsedUpByFailures_isUnavailableUntilTheKeyCanBeRead() {
        ManualTime time = new ManualTime();
        try (RealtimeKitSignatures patient = new RealtimeKitSignatures(keys.url(), time)) {
            patient.verify(BODY, keys.sign(BODY));
            keys.rotate();
            keys.answer(503);
            String signature = keys.sign(BODY);
            for (int second = 0; second < 30; second++) {
                time.advance(Duration.ofSeconds(1));
                assertUnavailable(patient, signature);
            }
            assertThat(keys.reads()).as("reads are bounded all the same").isBetween(11, 18);

            keys.answer(200);
            time.advance(Duration.ofSeconds(6));

            assertThat(patient.verify(BODY, signature)).isTrue();
        }
    }

    @Test
    void verify_manyWhileTheKeyHangs_someWaitForItAndTheRestAreUnavailableAtOnce() {
        CountDownLatch answer = new CountDownLatch(1);
        keys.answerAfter(answer);
        String signature = keys.sign(BODY);
        AtomicInteger verified = new AtomicInteger();

        Together.run(200, thread -> {
            if (verifies(signature)) {
                verified.incrementAndGet();
            } else {
                // The key does not come before somebody was sent away; else nobody has it.
                answer.countDown();
            }
        });

        assertThat(verified.get()).isBetween(33, 199);
    }

    private boolean verifies(String signature) {
        try {
            return signatures.verify(BODY, signature);
        } catch (ServiceException e) {
            return false;
        }
    }

    private void assertUnavailable(String signature) {
        assertUnavailable(signatures, signature);
    }

    private static void assertUnavailable(RealtimeKitSignatures signatures, String signature) {
        assertThatThrownBy(() -> signatures.verify(BODY, signature))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
}
