package com.bahasadri.videocall.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bahasadri.videocall.client.error.MalformedAnswerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The format of server-sent events, read whole and byte by byte. */
class ServerSentEventsTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void message_withAnyLineEnd_isItsData(String end) throws IOException {
        assertThat(read("id: 1\nevent: muted\ndata: one\n\ndata: two\n\n".replace("\n", end)))
                .containsExactly("one", "two");
    }

    @Test
    void message_withMixedLineEnds_isItsData() throws IOException {
        assertThat(read("data: one\r\n\ndata: two\r\r\ndata: three\n\r")).containsExactly("one", "two", "three");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"data:one|one", "data: one|one", "'data:  one'|' one'", "data:a:b|a:b", "data|''", "'data: '|''"})
    void data_itsFirstSpace_isNotPartOfIt(String line, String data) throws IOException {
        assertThat(read(line + "\n\n")).containsExactly(data);
    }

    @Test
    void data_ofSeveralLines_isJoined() throws IOException {
        assertThat(read("data: {\ndata:\ndata: }\n\n")).containsExactly("{\n\n}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":\n\n",
                ": a comment\n\n",
                "\n\n\n",
                "id: 7\nevent: x\n\n",
                "retry: 1\n\n",
                "Data: x\n\n",
                " data: x\n\n",
                "datas: x\n\n"
            })
    void message_withoutData_isNone(String text) throws IOException {
        assertThat(read(text + "data: next\n\n")).containsExactly("next");
    }

    @Test
    void comment_inAMessage_isPassedOver() throws IOException {
        assertThat(read("data: a\n: x\ndata: b\n\n")).containsExactly("a\nb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: lo", "data: lost", "data: lost\n", "data: lost\r", "data: lost\r\n"})
    void message_cutOff_isNone(String cut) throws IOException {
        assertThat(read("data: whole\n\n" + cut)).containsExactly("whole");
    }

    @Test
    void byteOrderMark_atTheBeginning_isDropped() throws IOException {
        assertThat(read("\uFEFFdata: one\n\n\uFEFFdata: two\n\n")).containsExactly("one");
    }

    @Test
    void text_ofAnyScript_isKept() throws IOException {
        assertThat(read("data: J\u00fcrgen \u5f20 \uD83D\uDE00\n\n"))
                .containsExactly("J\u00fcrgen \u5f20 \uD83D\uDE00");
    }

    @Test
    void carriageReturn_endsTheMessage_beforeAnythingFollows() throws IOException {
        InputStream blocking = new InputStream() {
            private final InputStream text = new ByteArrayInputStream("data: one\r\r".getBytes(StandardCharsets.UTF_8));

            @Override
            public int read() throws IOException {
                int next = text.read();
                assertThat(next).as("would wait").isNotNegative();
                return next;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                into[offset] = (byte) read();
                return 1;
            }
        };

        assertThat(new ServerSentEvents(blocking).next()).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: xxxxxxxxxxxxxxxxxxxx",
                ":xxxxxxxxxxxxxxxxxxxxxxxxxx",
                "data:xxxxxxx\ndata:xxxxxxx\ndata:xx"
            })
    void message_thatIsTooLong_isRefusedBeforeItIsWhole(String text) {
        ServerSentEvents messages =
                new ServerSentEvents(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 20);

        assertThatExceptionOfType(MalformedAnswerException.class)
                .isThrownBy(messages::next)
                .withMessage("listEvents sent a message of more than 20 bytes");
    }

    @Test
    void messages_manyOfThem_countEachForItself() throws IOException {
        String text = "data: 0123456789\n\n".repeat(100);

        ServerSentEvents messages =
                new ServerSentEvents(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 20);

        assertThat(all(messages)).hasSize(100);
    }

    /** What the text holds, which is the same however it arrives. */
    private static List<String> read(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> whole = all(new ServerSentEvents(new ByteArrayInputStream(bytes)));
        List<String> dripping = all(new ServerSentEvents(new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, 1);
            }
        }));
        assertThat(dripping).isEqualTo(whole);
        return whole;
    }

    private static List<String> all(ServerSentEvents messages) throws IOException {
        List<String> all = new ArrayList<>();
        for (String data = messages.next(); data != null; data = messages.next()) {
            all.add(data);
        }
        return all;
    }
}
