package com.bahasadri.videocall.server.domain.video;

import static com.bahasadri.videocall.server.domain.video.Bytes.join;
import static com.bahasadri.videocall.server.domain.video.Bytes.text;
import static com.bahasadri.videocall.server.domain.video.Bytes.u32;
import static com.bahasadri.videocall.server.domain.video.Bytes.u64;
import static com.bahasadri.videocall.server.domain.video.Bytes.zeros;

/** The boxes of an MP4 put together by hand, as no common writer would. */
final class Boxes {
    /** The number of the video track. */
    static final int VIDEO = 1;
    /** Ticks a second of the video track. */
    static final int TRACK_SCALE = 1000;

    private static final int HEADER = 8;
    private static final int LARGE_HEADER = 16;

    private Boxes() {}

    static byte[] box(String type, byte[]... content) {
        byte[] body = join(content);
        return join(u32(HEADER + body.length), text(type), body);
    }

    /** A box whose length has eight bytes. */
    static byte[] large(String type, byte[]... content) {
        byte[] body = join(content);
        return join(u32(1), text(type), u64(LARGE_HEADER + body.length), body);
    }

    /** A box that says to be of another length than it is. */
    static byte[] lying(long size, String type, byte[]... content) {
        return join(u32(size), text(type), join(content));
    }

    /** A box with a version and flags. */
    static byte[] full(String type, int version, int flags, byte[]... content) {
        return box(type, u32((long) version << 24 | flags), join(content));
    }

    static byte[] ftyp(String major, String... compatible) {
        return box("ftyp", text(major), u32(0), text(String.join("", compatible)));
    }

    static byte[] mvhd(long scale, long ticks) {
        return full("mvhd", 0, 0, u32(0), u32(0), u32(scale), u32(ticks), zeros(80));
    }

    static byte[] wideMvhd(long scale, long ticks) {
        return full("mvhd", 1, 0, u64(0), u64(0), u32(scale), u64(ticks), zeros(80));
    }

    static byte[] hdlr(String handler) {
        return full("hdlr", 0, 0, u32(0), text(handler), zeros(13));
    }

    /** A track of 1000 ticks a second, with samples at a place in the file. */
    static byte[] track(int id, String handler, long ticks, long chunk) {
        return track(id, handler, ticks, stts(1), full("stco", 0, 0, u32(1), u32(chunk)));
    }

    /** A track with the tables that are given. */
    static byte[] track(int id, String handler, long ticks, byte[]... sampleTable) {
        return box(
                "trak",
                full("tkhd", 0, 7, u32(0), u32(0), u32(id), zeros(68)),
                box(
                        "mdia",
                        full("mdhd", 0, 0, u32(0), u32(0), u32(TRACK_SCALE), u32(ticks), zeros(4)),
                        hdlr(handler),
                        box("minf", box("stbl", sampleTable))));
    }

    static byte[] stts(int entries) {
        return full("stts", 0, 0, u32(entries), zeros(8 * entries));
    }

    /** A video of two seconds, its samples in 100 bytes at the file's beginning. */
    static byte[] moov() {
        return moov(mvhd(600, 1200));
    }

    /** A movie with a video track of two seconds, under another header. */
    static byte[] moov(byte[] mvhd) {
        return box("moov", mvhd, track(VIDEO, "vide", 2000, 100));
    }

    static byte[] mdat() {
        return box("mdat", zeros(100));
    }

    /** A movie whose video track is empty, with what {@code mvex} holds. */
    static byte[] fragmentedMoov(byte[]... extendedBy) {
        return box("moov", mvhd(600, 0), track(VIDEO, "vide", 0, stts(0)), box("mvex", extendedBy));
    }

    static byte[] mehd(long ticks) {
        return full("mehd", 0, 0, u32(ticks));
    }

    static byte[] trex(int track, long sampleDuration) {
        return full("trex", 0, 0, u32(track), u32(1), u32(sampleDuration), zeros(8));
    }

    static byte[] moof(byte[]... trackFragments) {
        return box("moof", full("mfhd", 0, 0, u32(1)), join(trackFragments));
    }

    static byte[] tfhd(int track) {
        return full("tfhd", 0, 0x20000, u32(track));
    }

    static byte[] tfhd(int track, long sampleDuration) {
        return full("tfhd", 0, 0x20008, u32(track), u32(sampleDuration));
    }

    static byte[] tfdt(long ticks) {
        return full("tfdt", 1, 0, u64(ticks));
    }

    /** Samples that do not tell how long they last. */
    static byte[] trun(long count) {
        return full("trun", 0, 0, u32(count));
    }

    static byte[] sidx(long scale, long earliest, long... ticks) {
        byte[][] references = new byte[ticks.length][];
        for (int i = 0; i < ticks.length; i++) {
            references[i] = join(u32(100), u32(ticks[i]), u32(0));
        }
        return full("sidx", 0, 0, u32(1), u32(scale), u32(earliest), u32(0), u32(ticks.length), join(references));
    }
}
