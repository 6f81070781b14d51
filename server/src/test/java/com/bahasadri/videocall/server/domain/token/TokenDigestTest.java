package com.bahasadri.videocall.server.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The form in which tokens are kept. */
class TokenDigestTest {
    @Test
    void of_knownText_isItsSha256InHexadecimal() {
        // FIPS 180-2, appendix B.1.
        assertThat(TokenDigest.of("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void of_emptyAndBeyondAscii_isTheDigestOfTheUtf8Bytes() {
        assertThat(TokenDigest.of("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(TokenDigest.of("é")).isNotEqualTo(TokenDigest.of("?")).hasSize(64);
    }

    @Test
    void of_almostTheSame_differs() {
        assertThat(TokenDigest.of("token"))
                .isNotEqualTo(TokenDigest.of("Token"))
                .isNotEqualTo(TokenDigest.of("token "));
    }
}
