package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestOptionsTest {
    private static final RequestOptions DEFAULTS = RequestOptions.defaults();

    @Test
    void with_eachOption_leavesTheOthersAndTheOriginal() {
        Cancellation cancellation = new Cancellation();
        UploadProgress progress = (sent, total) -> {};
        RequestOptions all = DEFAULTS.withTimeout(Timeout.defaults())
                .withMaxRetries(4)
                .withHeader("X-A", "b")
                .withIdempotencyKey("key")
                .withWait(Duration.ofSeconds(5))
                .withCancellation(cancellation)
                .withUploadProgress(progress);
        assertThat(all.timeout()).hasValue(Timeout.defaults());
        assertThat(all.maxRetries()).hasValue(4);
        assertThat(all.headers()).containsExactly(Map.entry("X-A", "b"));
        assertThat(all.idempotencyKey()).hasValue("key");
        assertThat(all.waitForOutcome()).hasValue(Duration.ofSeconds(5));
        assertThat(all.cancellation()).hasValue(cancellation);
        assertThat(all.uploadProgress()).hasValue(progress);

        assertThat(DEFAULTS.timeout()).isEmpty();
        assertThat(DEFAULTS.maxRetries()).isEmpty();
        assertThat(DEFAULTS.headers()).isEmpty();
        assertThat(DEFAULTS.idempotencyKey()).isEmpty();
        assertThat(DEFAULTS.waitForOutcome()).isEmpty();
        assertThat(DEFAULTS.cancellation()).isEmpty();
        assertThat(DEFAULTS.uploadProgress()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "authorization",
                "IDEMPOTENCY-KEY",
                "Prefer",
                "Host",
                "Content-Length",
                "Content-Type",
                "Transfer-Encoding",
                "Accept"
            })
    void withHeader_thatTheClientSets_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withHeader(name, "Bearer s3cr3t"))
                .withMessage(name + " is set by the client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:b", "a\r\nb", "ü"})
    void withHeader_malformedName_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withHeader(name, "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cr3t\r\nAuthorization: Bearer x", "s3cr3t\n", "s3cr3t\u0000", "s3cr3tü"})
    void withHeader_malformedValue_isRefusedWithoutQuotingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withHeader("X-A", value))
                .withMessage("the value of X-A must be printable ASCII");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "ü"})
    void withIdempotencyKey_malformed_isRefused(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withIdempotencyKey(key));
    }

    @Test
    void withIdempotencyKey_longerThanTheContractHasIt_isRefused() {
        assertThat(DEFAULTS.withIdempotencyKey("k".repeat(200)).idempotencyKey())
                .isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withIdempotencyKey("k".repeat(201)));
    }

    @Test
    void with_negativeNumber_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withMaxRetries(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withWait(Duration.ofMillis(-1)));
    }

    @Test
    void with_null_isRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> DEFAULTS.withTimeout(null))
                .withMessage("timeout is null");
        assertThatNullPointerException()
                .isThrownBy(() -> DEFAULTS.withIdempotencyKey(null))
                .withMessage("idempotencyKey is null");
    }

    @Test
    void toString_secretsInHeadersAndKey_areLeftOut() {
        assertThat(DEFAULTS.withHeader("X-Api-Key", "s3cr3t")
                        .withIdempotencyKey("s3cr3t")
                        .toString())
                .contains("X-Api-Key")
                .doesNotContain("s3cr3t");
    }
}
