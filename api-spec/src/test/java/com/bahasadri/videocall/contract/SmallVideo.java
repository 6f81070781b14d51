package com.bahasadri.videocall.contract;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An MP4 file of a few hundred bytes, that client and server agree is a video: one track with one sample, of 2 seconds. It has
 * the boxes that ISO/IEC 14496-12 asks for, and no picture that could be decoded.
 */
public final class SmallVideo {
    /** How long it plays, in seconds. */
    public static final double SECONDS = 2;

    private static final int TICKS = 2_000;
    private static final int TICKS_A_SECOND = 1_000;
    private static final int WIDTH = 16;
    private static final int HEIGHT = 16;
    private static final byte[] MATRIX = ints(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

    private SmallVideo() {}

    /**
     * The file.
     *
     * @return its bytes, the same each time
     */
    public static byte[] bytes() {
        byte[] kind = box("ftyp", text("isom"), ints(0x200), text("isom"), text("mp41"));
        byte[] sample = new byte[16];
        int sampleAt = kind.length + 8;
        return joined(kind, box("mdat", sample), box("moov", movieHeader(), track(sample.length, sampleAt)));
    }

    private static byte[] movieHeader() {
        return box(
                "mvhd", ints(0, 0, 0, TICKS_A_SECOND, TICKS, 0x10000, 0x01000000, 0, 0), MATRIX, new byte[24], ints(2));
    }

    private static byte[] track(int sampleBytes, int sampleAt) {
        int enabledAndShown = 3;
        byte[] header = box(
                "tkhd", ints(enabledAndShown, 0, 0, 1, 0, TICKS, 0, 0, 0, 0), MATRIX, ints(WIDTH << 16, HEIGHT << 16));
        byte[] mediaHeader = box("mdhd", ints(0, 0, 0, TICKS_A_SECOND, TICKS, 0x55C40000));
        byte[] handler = box("hdlr", ints(0, 0), text("vide"), new byte[13]);
        byte[] data = box("dinf", box("dref", ints(0, 1), box("url ", ints(1))));
        byte[] samples = box(
                "stbl",
                box("stsd", ints(0, 1), visualSample()),
                box("stts", ints(0, 1, 1, TICKS)),
                box("stsc", ints(0, 1, 1, 1, 1)),
                box("stsz", ints(0, sampleBytes, 1)),
                box("stco", ints(0, 1, sampleAt)));
        byte[] information = box("minf", box("vmhd", ints(1, 0, 0)), data, samples);
        return box("trak", header, box("mdia", mediaHeader, handler, information));
    }

    private static byte[] visualSample() {
        byte[] size = ints(WIDTH << 16 | HEIGHT, 0x480000, 0x480000, 0);
        byte[] oneFrame = ints(1 << 16);
        return box("mp4v", ints(0, 1), new byte[16], size, oneFrame, new byte[30], ints(0x0018FFFF));
    }

    private static byte[] box(String type, byte[]... parts) {
        byte[] content = joined(parts);
        return joined(ints(content.length + 8), text(type), content);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    private static byte[] text(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
