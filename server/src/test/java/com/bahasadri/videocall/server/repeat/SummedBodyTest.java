package com.bahasadri.videocall.server.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummedBodyTest {
    private static final long MUCH = 1L << 40;

    @ParameterizedTest
    @CsvSource({
        "--b~file~--b--, b, ~file~--",
        "----b, b, --",
        "---b-, b, --",
        "--aab--aaab--aab, aab, --aaab",
        "--a--a-b, a--a-b, ''",
        "--a--a--a-b, a--a-b, --a",
        "nothing, b, nothing",
        "cut off --, b, cut off --",
        "cut off --bo, boundary, cut off --bo",
        "'', b, ''",
    })
    void sum_ofABody_leavesOutItsBoundary(String body, String boundary, String rest) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        for (int chunk = 1; chunk <= bytes.length + 1; chunk++) {
            assertThat(sum(bytes, boundary, chunk))
                    .as("in chunks of %d", chunk)
                    .isEqualTo(Sum.of(rest.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void sum_withoutABoundary_isOfAllBytes() throws IOException {
        byte[] bytes = random(200_000);

        assertThat(sum(bytes, null, 70_000)).isEqualTo(Sum.of(bytes));
    }

    @Test
    void sum_ofTheSameFormUnderAnotherBoundary_isTheSame() throws IOException {
        byte[] file = random(200_000);

        assertThat(sum(form(file, "one"), "one", 4_096)).isEqualTo(sum(form(file, "another"), "another", 65_536));
        file[100_000] ^= 1;
        assertThat(sum(form(file, "one"), "one", 4_096))
                .isNotEqualTo(sum(form(random(200_000), "another"), "another", 4_096));
    }

    @Test
    void body_readThrough_isUnchangedAndSummedOnce() throws IOException {
        byte[] bytes = "ab--xcd".getBytes(StandardCharsets.US_ASCII);
        SummedBody body = new SummedBody(new ByteArrayInputStream(bytes), "x");

        assertThat(body.read()).isEqualTo('a');
        assertThat(body.skip(1)).isEqualTo(1);
        assertThat(body.skip(0)).isZero();
        assertThat(body.markSupported()).isFalse();
        assertThat(body.readNBytes(3)).isEqualTo("--x".getBytes(StandardCharsets.US_ASCII));
        assertThat(body.length()).isEqualTo(2);

        assertThat(body.finish(4)).isEqualTo(Sum.of("abcd".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void finish_ofALongerBody_readsNoFurtherThanNeeded() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThat(new SummedBody(endless, "b").finish(1_000_000)).isNull();
    }

    @Test
    void finish_ofABodyOfExactlyTheLength_isItsSum() throws IOException {
        assertThat(new SummedBody(new ByteArrayInputStream(new byte[1_000]), "b").finish(1_000))
                .isEqualTo(Sum.of(new byte[1_000]));
        assertThat(new SummedBody(new ByteArrayInputStream(new byte[1_001]), "b").finish(1_000))
                .isNull();
    }

    private static Sum sum(byte[] bytes, @Nullable String boundary, int chunk) throws IOException {
        SummedBody body = new SummedBody(new ByteArrayInputStream(bytes), boundary);
        byte[] buffer = new byte[chunk];
        while (body.read(buffer, 0, chunk) >= 0) {
            assertThat(body.length()).isLessThanOrEqualTo(bytes.length);
        }
        return body.finish(MUCH);
    }

    private static byte[] form(byte[] file, String boundary) {
        byte[] head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] form = new byte[head.length + file.length + tail.length];
        System.arraycopy(head, 0, form, 0, head.length);
        System.arraycopy(file, 0, form, head.length, file.length);
        System.arraycopy(tail, 0, form, head.length + file.length, tail.length);
        return form;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
