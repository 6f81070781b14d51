package com.bahasadri.videocall.server.domain.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDispositionTest {
    @ParameterizedTest
    @ValueSource(strings = {"call.mp4", "a call (1).webm", "it's-a;call,=.mov", "x", "~!#$&'()*+^`{|}@"})
    void inline_plainName_isQuotedAlone(String filename) {
        assertThat(ContentDisposition.inline(filename)).isEqualTo("inline; filename=\"" + filename + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "é.mp4, inline; filename=\"_.mp4\"; filename*=UTF-8''%C3%A9.mp4",
                "通话.mp4, inline; filename=\"__.mp4\"; filename*=UTF-8''%E9%80%9A%E8%AF%9D.mp4",
                "🎥, inline; filename=\"_\"; filename*=UTF-8''%F0%9F%8E%A5",
                "a\"b\\c%41.mp4, inline; filename=\"a_b_c_41.mp4\"; filename*=UTF-8''a%22b%5Cc%2541.mp4",
                "a  b.mp4, inline; filename=\"a b.mp4\"; filename*=UTF-8''a%20%20b.mp4",
                "é (1)*'.mp4, inline; filename=\"_ (1)*'.mp4\"; filename*=UTF-8''%C3%A9%20%281%29%2A%27.mp4",
            })
    void inline_otherName_hasAFallbackBeforeIt(String filename, String value) {
        assertThat(ContentDisposition.inline(filename)).isEqualTo(value);
    }

    @Test
    void inline_everyCharacter_staysOneHeaderOfAscii() {
        for (int one = Character.MIN_CODE_POINT; one <= Character.MAX_CODE_POINT; one += one < 0x3000 ? 1 : 997) {
            assertThat(ContentDisposition.inline(Character.toString(one)))
                    .as("U+%04X", one)
                    .matches(
                            "inline; filename=\"([ -~&&[^\"\\\\%]])\"(; filename\\*=UTF-8''[A-Za-z0-9%!#$&+.^_`|~-]+)?");
        }
    }

    @Test
    void inline_halfACharacter_isAQuestionMark() {
        assertThat(ContentDisposition.inline("\ud83c.mp4"))
                .isEqualTo("inline; filename=\"_.mp4\"; filename*=UTF-8''%3F.mp4");
    }
}
