package com.bahasadri.videocall.server.domain.video;

import static com.bahasadri.videocall.server.domain.video.Bytes.join;
import static com.bahasadri.videocall.server.domain.video.Bytes.text;
import static com.bahasadri.videocall.server.domain.video.Bytes.u16;
import static com.bahasadri.videocall.server.domain.video.Bytes.u64;
import static com.bahasadri.videocall.server.domain.video.Bytes.zeros;

import java.math.BigInteger;
import java.util.Arrays;

/** The elements of a WebM file put together by hand, as no common writer would. */
final class Elements {
    static final int EBML = 0x1A45DFA3;
    static final int DOC_TYPE = 0x4282;
    static final int SEGMENT = 0x18538067;
    static final int SEEK_HEAD = 0x114D9B74;
    static final int INFO = 0x1549A966;
    static final int TIMESTAMP_SCALE = 0x2AD7B1;
    static final int DURATION = 0x4489;
    static final int TRACKS = 0x1654AE6B;
    static final int TRACK_ENTRY = 0xAE;
    static final int DEFAULT_DURATION = 0x23E383;
    static final int CLUSTER = 0x1F43B675;
    static final int TIMESTAMP = 0xE7;
    static final int SIMPLE_BLOCK = 0xA3;
    static final int BLOCK_GROUP = 0xA0;
    static final int BLOCK = 0xA1;
    static final int BLOCK_DURATION = 0x9B;
    static final int CUES = 0x1C53BB6B;
    static final int TAGS = 0x1254C367;
    static final int VOID = 0xEC;
    static final int CRC_32 = 0xBF;

    static final int VIDEO = 1;
    static final int AUDIO = 2;
    static final int SUBTITLES = 0x11;

    private static final long LENGTH_OF_EIGHT_BYTES = 1L << 56;

    private Elements() {}

    /** An element, its length in eight bytes. */
    static byte[] element(int id, byte[]... content) {
        byte[] body = join(content);
        return lying(id, body.length, body);
    }

    /** An element that says to be of another length than it is. */
    static byte[] lying(int id, long length, byte[]... content) {
        return join(id(id), u64(LENGTH_OF_EIGHT_BYTES | length), join(content));
    }

    /** An element that does not tell its length, which has so many bytes for that. */
    static byte[] open(int id, int lengthBytes, byte[]... content) {
        byte[] unknown = zeros(lengthBytes);
        Arrays.fill(unknown, (byte) 0xFF);
        unknown[0] = (byte) (0xFF >> lengthBytes - 1);
        return join(id(id), unknown, join(content));
    }

    static byte[] open(int id, byte[]... content) {
        return open(id, 1, content);
    }

    static byte[] number(int id, long value) {
        return element(id, BigInteger.valueOf(value).toByteArray());
    }

    static byte[] real(int id, double value) {
        return element(id, u64(Double.doubleToLongBits(value)));
    }

    static byte[] header(String docType) {
        return element(EBML, number(0x4286, 1), number(0x42F7, 1), element(DOC_TYPE, text(docType)));
    }

    static byte[] info(byte[]... content) {
        return element(INFO, number(TIMESTAMP_SCALE, 1_000_000), join(content));
    }

    static byte[] tracks(byte[]... entries) {
        return element(TRACKS, entries);
    }

    static byte[] track(int number, int type, byte[]... more) {
        return element(TRACK_ENTRY, number(0xD7, number), number(0x83, type), join(more));
    }

    static byte[] simpleBlock(int track, int time) {
        return element(SIMPLE_BLOCK, new byte[] {(byte) (0x80 | track)}, u16(time), zeros(20));
    }

    static byte[] blockGroup(int track, int time, long duration) {
        return element(
                BLOCK_GROUP,
                element(BLOCK, new byte[] {(byte) (0x80 | track)}, u16(time), zeros(20)),
                number(BLOCK_DURATION, duration));
    }

    static byte[] cluster(long time, byte[]... blocks) {
        return element(CLUSTER, number(TIMESTAMP, time), join(blocks));
    }

    private static byte[] id(int id) {
        byte[] all = Bytes.u32(id);
        int from = 0;
        while (all[from] == 0) {
            from++;
        }
        return Arrays.copyOfRange(all, from, all.length);
    }
}
