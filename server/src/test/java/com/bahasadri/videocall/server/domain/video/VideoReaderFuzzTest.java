package com.bahasadri.videocall.server.domain.video;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.media.Clip;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import com.bahasadri.videocall.server.support.media.MediaKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Damaged files: whatever was done to one, it is refused, or told to be a video of a possible length, and read once. A
 * failure names its seed.
 */
class VideoReaderFuzzTest {
    private static final int ROUNDS = 1000;
    private static final int BUFFER = 1 << 16;
    private static final double TEN_DAYS = 864_000;
    private static final byte[][] TELLING = {
        Bytes.u32(0),
        Bytes.u32(1),
        Bytes.u32(7),
        Bytes.u32(8),
        Bytes.u32(-1),
        Bytes.u32(Integer.MAX_VALUE),
        Bytes.u32(Integer.MIN_VALUE),
        Bytes.u64(Long.MAX_VALUE),
        Bytes.u64(Long.MIN_VALUE),
        Bytes.u64(-1),
        Bytes.text("moov"),
        Bytes.text("moof"),
        Bytes.text("trak"),
        Bytes.text("mdat"),
        Bytes.text("trun"),
        Bytes.u32(0x1F43B675),
        Bytes.u32(0x18538067),
        Bytes.u32(0x1A45DFA3),
        Bytes.u32(0x1654AE6B)
    };

    @ParameterizedTest
    @EnumSource(
            names = {"MP4", "MP4_MOOV_LAST", "MOV", "FRAGMENTED_MP4", "DASH_MP4", "WEBM", "LIVE_WEBM", "MKV", "M4A"})
    void read_damagedFile_isRefusedOrPossible(MediaKind kind) {
        byte[] file = MediaFiles.bytes(MediaFiles.of(kind, new Clip(0.5, 32, 32)));
        for (int seed = 0; seed < ROUNDS; seed++) {
            check(kind + " with seed " + seed, damaged(file, new Random(seed)));
        }
    }

    @Test
    void read_randomBytes_areRefusedOrPossible() {
        byte[][] beginnings = {
            {},
            Boxes.ftyp("isom"),
            Boxes.ftyp("qt  "),
            Elements.header("webm"),
            Bytes.join(Boxes.ftyp("isom"), Boxes.moov())
        };
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] noise = new byte[random.nextInt(2000)];
            random.nextBytes(noise);
            check("noise with seed " + seed, Bytes.join(beginnings[seed % beginnings.length], noise));
        }
    }

    private static byte[] damaged(byte[] file, Random random) {
        byte[] damaged = file.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            // Half of the damage is where the structure is: at the beginning or the end.
            int at =
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(Math.min(damaged.length, 1500));
                        case 1 -> damaged.length - 1 - random.nextInt(Math.min(damaged.length, 1500));
                        default -> random.nextInt(damaged.length);
                    };
            damaged = damagedAt(damaged, at, random);
        }
        return damaged;
    }

    private static byte[] damagedAt(byte[] file, int at, Random random) {
        byte[] before = Arrays.copyOf(file, at);
        byte[] after = Arrays.copyOfRange(file, at, file.length);
        byte[] telling = TELLING[random.nextInt(TELLING.length)];
        return switch (random.nextInt(6)) {
            case 0 -> {
                file[at] ^= (byte) (1 << random.nextInt(8));
                yield file;
            }
            case 1 -> {
                file[at] = (byte) random.nextInt();
                yield file;
            }
            case 2 -> {
                System.arraycopy(telling, 0, file, at, Math.min(telling.length, file.length - at));
                yield file;
            }
            case 3 -> Bytes.join(before, telling, after);
            case 4 ->
                Bytes.join(
                        before,
                        Arrays.copyOfRange(after, Math.min(after.length - 1, random.nextInt(64)), after.length));
            default -> Bytes.join(before, Arrays.copyOf(after, random.nextInt(after.length)), after);
        };
    }

    private static void check(String what, byte[] file) {
        CountingStream stream = new CountingStream(file);
        try {
            VideoInfo info = VideoReader.read(stream);
            assertThat(info.durationSeconds()).as(what).isPositive().isLessThanOrEqualTo(TEN_DAYS);
            assertThat(stream.count()).as(what).isEqualTo(file.length);
            assertThat(stream.ended()).as(what).isTrue();
        } catch (UnreadableVideoException refused) {
            assertThat(refused.getMessage()).as(what).matches("The file[ -~]+");
        } catch (IOException | RuntimeException | Error e) {
            throw new AssertionError(what, e);
        }
        assertThat(stream.largestRead()).as(what).isLessThanOrEqualTo(BUFFER);
    }
}
