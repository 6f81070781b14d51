package com.bahasadri.videocall.server.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final Write WRITE = new Write("createToken", "api/token", "bearer", "key", "content");
    private static final StoredAnswer ANSWER =
            new StoredAnswer(409, "{\"token\":\"é\"}".getBytes(StandardCharsets.UTF_8), new Sum(5, "abc"));

    private static final List<Write> OTHERS = List.of(
            new Write("createSession", "api/token", "bearer", "key", "content"),
            new Write("createToken", "api/token2", "bearer", "key", "content"),
            new Write("createToken", "api/token", "bearer2", "key", "content"),
            new Write("createToken", "api/token", null, "key", "content"),
            new Write("createToken", "api/token", "bearer", "Key", "content"));

    @Test
    void answer_sealedAndOpened_isTheSame() {
        for (StoredAnswer answer : List.of(ANSWER, new StoredAnswer(204, new byte[0], StoredAnswer.NO_UPLOAD))) {
            StoredAnswer opened = new Seal(WRITE).open(new Seal(WRITE).seal(answer));

            assertThat(opened.status()).isEqualTo(answer.status());
            assertThat(opened.body()).isEqualTo(answer.body());
            assertThat(opened.upload()).isEqualTo(answer.upload());
        }
    }

    @Test
    void answer_sealedTwice_looksDifferent() {
        assertThat(new Seal(WRITE).seal(ANSWER)).isNotEqualTo(new Seal(WRITE).seal(ANSWER));
    }

    @Test
    void name_ofAnotherWrite_isAnother() {
        assertThat(OTHERS).allSatisfy(other -> {
            assertThat(new Seal(other).name()).isNotEqualTo(new Seal(WRITE).name());
            assertThat(new Seal(other).fingerprint())
                    .as("the same content under another name")
                    .isNotEqualTo(new Seal(WRITE).fingerprint());
            assertThatThrownBy(() -> new Seal(other).open(new Seal(WRITE).seal(ANSWER)))
                    .isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void fingerprint_ofAnotherContent_isAnotherUnderTheSameName() {
        Seal other = new Seal(new Write("createToken", "api/token", "bearer", "key", "content2"));

        assertThat(other.name()).isEqualTo(new Seal(WRITE).name());
        assertThat(other.fingerprint()).isNotEqualTo(new Seal(WRITE).fingerprint());
    }

    @Test
    void answer_tamperedWith_isNotOpened() {
        byte[] sealed = Base64.getDecoder().decode(new Seal(WRITE).seal(ANSWER));
        for (int i = 0; i < sealed.length; i++) {
            sealed[i] ^= 1;
            String tampered = Base64.getEncoder().encodeToString(sealed);
            assertThatThrownBy(() -> new Seal(WRITE).open(tampered)).isInstanceOf(IllegalStateException.class);
            sealed[i] ^= 1;
        }
    }

    @Test
    void write_asText_tellsNeitherTokenNorKey() {
        assertThat(new Write("createToken", "p", "the-token", "the-key", "c").toString())
                .doesNotContain("the-token", "the-key");
    }
}
