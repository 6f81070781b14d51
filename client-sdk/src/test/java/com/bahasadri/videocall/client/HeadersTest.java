package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadersTest {
    private static final Headers HEADERS = Headers.of(List.of(
            Map.entry("X-Request-Id", "12345678"), Map.entry("Set-Cookie", "s3cr3t"), Map.entry("set-cookie", "two")));

    @Test
    void first_anyCase_isFound() {
        assertThat(HEADERS.first("x-request-ID")).hasValue("12345678");
        assertThat(HEADERS.first("SET-COOKIE")).hasValue("s3cr3t");
        assertThat(HEADERS.first("none")).isEmpty();
    }

    @Test
    void all_severalValues_areInOrder() {
        assertThat(HEADERS.all("Set-Cookie")).containsExactly("s3cr3t", "two");
        assertThat(HEADERS.all("none")).isEmpty();
    }

    @Test
    void with_oneChanged_isACopy() {
        assertThat(HEADERS.with("Set-Cookie", "three").all("set-cookie")).containsExactly("three");
        assertThat(HEADERS.all("set-cookie")).hasSize(2);
    }

    @Test
    void with_newName_isAmongTheOthersInOrder() {
        assertThat(HEADERS.with("Via", "a proxy").names()).containsExactly("set-cookie", "via", "x-request-id");
        assertThat(HEADERS.with("Accept", "*/*").with("Z", "z").names())
                .containsExactly("accept", "set-cookie", "x-request-id", "z");
    }

    @Test
    void equals_otherOrderOfNames_isTheSame() {
        Headers others = Headers.none().with("X-REQUEST-ID", "12345678").with("A", "b");
        assertThat(Headers.none().with("a", "b").with("x-request-id", "12345678"))
                .isEqualTo(others)
                .hasSameHashCodeAs(others)
                .isNotEqualTo(others.with("a", "c"));
    }

    @Test
    void entries_severalValues_areEachWithItsName() {
        assertThat(HEADERS.entries())
                .containsExactly(
                        Map.entry("set-cookie", "s3cr3t"),
                        Map.entry("set-cookie", "two"),
                        Map.entry("x-request-id", "12345678"));
    }

    @Test
    void loggable_whatMayHoldASecret_isLeftOut() {
        assertThat(HEADERS.loggable().names()).containsExactly("x-request-id");
        assertThat(HEADERS.names()).containsExactly("set-cookie", "x-request-id");
    }

    @Test
    void toString_whatMayHoldASecret_isMasked() {
        assertThat(HEADERS).hasToString("[set-cookie: ***; x-request-id: 12345678]");
    }

    @Test
    void headers_serialized_areTheSame() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(HEADERS);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(HEADERS);
        }
    }
}
