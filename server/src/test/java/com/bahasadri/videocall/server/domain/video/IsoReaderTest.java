package com.bahasadri.videocall.server.domain.video;

import static com.bahasadri.videocall.server.domain.video.Boxes.VIDEO;
import static com.bahasadri.videocall.server.domain.video.Boxes.box;
import static com.bahasadri.videocall.server.domain.video.Boxes.ftyp;
import static com.bahasadri.videocall.server.domain.video.Boxes.full;
import static com.bahasadri.videocall.server.domain.video.Boxes.hdlr;
import static com.bahasadri.videocall.server.domain.video.Boxes.large;
import static com.bahasadri.videocall.server.domain.video.Boxes.lying;
import static com.bahasadri.videocall.server.domain.video.Boxes.mdat;
import static com.bahasadri.videocall.server.domain.video.Boxes.moov;
import static com.bahasadri.videocall.server.domain.video.Boxes.mvhd;
import static com.bahasadri.videocall.server.domain.video.Boxes.stts;
import static com.bahasadri.videocall.server.domain.video.Boxes.track;
import static com.bahasadri.videocall.server.domain.video.Boxes.wideMvhd;
import static com.bahasadri.videocall.server.domain.video.Bytes.join;
import static com.bahasadri.videocall.server.domain.video.Bytes.read;
import static com.bahasadri.videocall.server.domain.video.Bytes.repeat;
import static com.bahasadri.videocall.server.domain.video.Bytes.text;
import static com.bahasadri.videocall.server.domain.video.Bytes.u32;
import static com.bahasadri.videocall.server.domain.video.Bytes.u64;
import static com.bahasadri.videocall.server.domain.video.Bytes.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MP4 and QuickTime that no common writer makes. */
class IsoReaderTest {
    private static final byte[] FTYP = ftyp("isom", "isom", "mp42");
    private static final VideoInfo TWO_SECONDS = new VideoInfo(VideoType.MP4, 2);

    @Test
    void read_byHand_isTwoSeconds() throws Exception {
        assertThat(read(FTYP, mdat(), moov())).isEqualTo(TWO_SECONDS);
    }

    @Test
    void read_times_areInTheMoviesScale() throws Exception {
        assertThat(read(FTYP, mdat(), moov(mvhd(90_000, 135_045))).durationSeconds())
                .isEqualTo(1.5005);
        assertThat(read(FTYP, mdat(), moov(wideMvhd(48_000, 24_000))).durationSeconds())
                .isEqualTo(0.5);
        assertThat(read(FTYP, mdat(), moov(wideMvhd(1_000_000, 6_000_000_000L))).durationSeconds())
                .isEqualTo(6000);
    }

    @Test
    void read_movieOfUnknownTime_lastsAsItsLongestTrack() throws Exception {
        byte[] tracks = join(track(1, "vide", 2000, 100), track(2, "soun", 2500, 100), track(3, "text", 90_000, 100));

        for (byte[] mvhd : new byte[][] {mvhd(600, 0xFFFFFFFFL), mvhd(600, 0), wideMvhd(600, -1)}) {
            assertThat(read(FTYP, mdat(), box("moov", mvhd, tracks)).durationSeconds())
                    .isEqualTo(2.5);
        }
    }

    @Test
    void read_longLengths_areTakenAnywhere() throws Exception {
        byte[] movie = large("moov", mvhd(600, 1200), large("udta", zeros(9)), track(VIDEO, "vide", 2000, 100));

        assertThat(read(FTYP, large("mdat", zeros(100)), movie)).isEqualTo(TWO_SECONDS);
    }

    @Test
    void read_dataToTheFilesEnd_isWhole() throws Exception {
        assertThat(read(FTYP, moov(), lying(0, "mdat", zeros(70_000)))).isEqualTo(TWO_SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"moov", "free", "trak"})
    void read_anotherPartToTheFilesEnd_isRefused(String type) {
        assertRefused("a part of unknown length at byte ", FTYP, mdat(), moov(), lying(0, type, zeros(100)));
    }

    @Test
    void read_unknownLengthWithin_isRefused() {
        assertRefused(
                "a part of unknown length at byte ", FTYP, mdat(), box("moov", mvhd(600, 1200), lying(0, "mdat")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wide", "free", "skip", "mdat", "pnot"})
    void read_withoutBrand_isOldQuickTime(String first) throws Exception {
        assertThat(read(box(first, zeros(120)), mdat(), moov())).isEqualTo(new VideoInfo(VideoType.QUICKTIME, 2));
    }

    @Test
    void read_oldQuickTimeFromItsIndexOn_isRead() throws Exception {
        assertThat(read(moov(), mdat()).type()).isEqualTo(VideoType.QUICKTIME);
    }

    @ParameterizedTest
    @CsvSource({
        "isom, MP4",
        "mp42, MP4",
        "'M4V ', MP4",
        "avc1, MP4",
        "iso9, MP4",
        "dash, MP4",
        "cmfc, MP4",
        "MSNV, MP4",
        "'f4v ', MP4",
        "'qt  ', QUICKTIME"
    })
    void read_majorBrand_tellsTheType(String brand, VideoType type) throws Exception {
        assertThat(read(ftyp(brand), mdat(), moov()).type()).isEqualTo(type);
    }

    @Test
    void read_unknownMajorBrand_isTakenByACompatibleOne() throws Exception {
        assertThat(read(ftyp("niko", "niko", "mp42"), mdat(), moov())).isEqualTo(TWO_SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"niko", "M4A ", "M4B ", "heic", "mif1", "avif", "avis", "3gp4", "3g2a", "crx ", "jp2 "})
    void read_brandOfAnotherKind_isRefused(String brand) {
        assertRefused(
                "The file is of the kind \"" + brand.strip() + "\", no MP4 or QuickTime video",
                ftyp(brand, compatible(brand)),
                mdat(),
                moov());
    }

    @Test
    void read_brandThatDoesNotPrint_isShownWithoutIt() {
        assertRefused("The file is of the kind \"?<?\", no MP4", ftyp("\r<\u0000 ", "xxxx"), mdat(), moov());
    }

    @Test
    void read_brandLate_isRefused() {
        assertRefused("its \"ftyp\" is not at the beginning at byte ", FTYP, mdat(), FTYP, moov());
        assertRefused("its \"ftyp\" is not at the beginning at byte ", box("free"), FTYP, mdat(), moov());
    }

    @Test
    void read_manyBrands_areRefused() {
        assertRefused("too many brands", ftyp("isom", "isom".repeat(257)), mdat(), moov());
    }

    @Test
    void read_noIndex_isRefused() {
        assertRefused("The file has no index (moov)", FTYP, mdat());
        assertRefused("The file has no index (moov)", FTYP);
    }

    @Test
    void read_twoIndexes_areRefused() {
        assertRefused("its \"moov\" is there twice", FTYP, mdat(), moov(), moov());
    }

    @Test
    void read_noVideoTrack_isRefused() {
        assertRefused(
                "The file has no video track",
                FTYP,
                mdat(),
                box("moov", mvhd(600, 1200), track(1, "soun", 2000, 100), track(2, "pict", 2000, 100)));
        assertRefused("The file has no video track", FTYP, mdat(), box("moov", mvhd(600, 1200)));
        assertRefused("The file has no video track", FTYP, mdat(), box("moov"));
        assertRefused("The file has no video track", FTYP, mdat(), box("moov", mvhd(600, 1200), hdlr("vide")));
    }

    @Test
    void read_emptyVideoTrack_isRefused() {
        assertRefused(
                "The file's video track is empty",
                FTYP,
                mdat(),
                box("moov", mvhd(600, 1200), track(1, "vide", 2000, stts(0)), track(2, "soun", 2000, 100)));
    }

    @Test
    void read_dataThatTheIndexPointsToMissing_isCutOff() {
        byte[] behind = box("moov", mvhd(600, 1200), track(VIDEO, "vide", 2000, 5000));
        assertRefused("The file is cut off", FTYP, behind);
        byte[] far = full("co64", 0, 0, u32(3), u64(20), u64(1L << 40), u64(30));
        assertRefused(
                "The file is cut off",
                FTYP,
                mdat(),
                box("moov", mvhd(600, 1200), track(VIDEO, "vide", 2000, stts(1), far)));
        byte[] negative = full("co64", 0, 0, u32(1), u64(-20));
        assertRefused(
                "points outside the file",
                FTYP,
                mdat(),
                box("moov", mvhd(600, 1200), track(VIDEO, "vide", 2000, stts(1), negative)));
    }

    @Test
    void read_moreEntriesThanTheTableHolds_isRefused() {
        byte[] bomb = full("stco", 0, 0, u32(0xFFFFFFFFL), u32(1));

        assertRefused(
                "a part is too short",
                FTYP,
                mdat(),
                box("moov", mvhd(600, 1200), track(VIDEO, "vide", 2000, stts(1), bomb)));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 5, 6, 7})
    void read_lengthBelowTheHeaders_isRefused(long size) {
        assertRefused("an impossible length at byte ", FTYP, mdat(), moov(), lying(size, "free", zeros(100)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 15, -1, Long.MIN_VALUE})
    void read_longLengthBelowTheHeaders_isRefused(long size) {
        assertRefused("an impossible length at byte ", FTYP, mdat(), moov(), lying(1, "free", u64(size), zeros(100)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, Integer.MAX_VALUE, 0xFFFFFFFFL})
    void read_lengthBeyondTheEnd_isCutOff(long size) {
        assertRefused("The file is cut off", FTYP, moov(), lying(size, "mdat", zeros(100)));
    }

    @Test
    void read_longLengthBeyondTheEnd_isRefused() {
        assertRefused("The file is cut off", FTYP, moov(), lying(1, "mdat", u64(Long.MAX_VALUE / 2), zeros(100)));
        assertRefused(
                "a part is longer than what contains it",
                FTYP,
                moov(),
                lying(1, "mdat", u64(Long.MAX_VALUE), zeros(100)));
    }

    @Test
    void read_childBeyondItsParent_isRefused() {
        byte[] movie = box("moov", mvhd(600, 1200), lying(500, "trak", zeros(20)));

        assertRefused("a part is longer than what contains it", FTYP, mdat(), movie, zeros(1000));
    }

    @Test
    void read_headerTooShortForItsFields_isRefused() {
        for (String type : new String[] {"mvhd", "trak"}) {
            byte[] inner = type.equals("mvhd") ? full("mvhd", 0, 0, u32(0)) : box("trak", full("tkhd", 1, 0, u32(0)));
            assertRefused("a part is too short", FTYP, mdat(), box("moov", inner), mdat());
        }
        assertRefused("a part is too short", box("ftyp", text("isom")), mdat(), moov());
    }

    @Test
    void read_impossibleTime_isRefused() {
        assertRefused("its \"mvhd\" has an impossible time", FTYP, mdat(), moov(mvhd(0, 1200)));
        assertRefused("its \"mvhd\" has an impossible time", FTYP, mdat(), moov(wideMvhd(600, -2)));
        assertRefused("its \"mvhd\" has an unknown version", FTYP, mdat(), moov(full("mvhd", 2, 0, zeros(100))));
    }

    @Test
    void read_noDuration_isRefused() {
        assertRefused(
                "The file does not tell a duration",
                FTYP,
                mdat(),
                box("moov", mvhd(600, 0), track(VIDEO, "vide", 0, 100)));
    }

    @Test
    void read_tenDays_areTheMost() throws Exception {
        long most = 864_000;

        assertThat(read(FTYP, mdat(), moov(mvhd(1, most))).durationSeconds()).isEqualTo(most);
        assertRefused("The file tells a duration of more than ten days", FTYP, mdat(), moov(mvhd(1, most + 1)));
        assertRefused(
                "The file tells a duration of more than ten days", FTYP, mdat(), moov(wideMvhd(1, Long.MAX_VALUE)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 7, 8, 9, 1000, 100_000})
    void read_zerosAtTheEnd_areTaken(int count) throws Exception {
        assertThat(read(FTYP, mdat(), moov(), zeros(count))).isEqualTo(TWO_SECONDS);
    }

    @Test
    void read_zeroAtAListsEnd_isTaken() throws Exception {
        byte[] movie = box("moov", mvhd(600, 1200), track(VIDEO, "vide", 2000, 100), zeros(4));

        assertThat(read(FTYP, mdat(), movie)).isEqualTo(TWO_SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "garbage", "<html></html>", "\0\0\0\0\0\0\0\0\0\0x", "\0\0\0x", "\0\0\0\u000Cab\1cdefg"})
    void read_garbageAtTheEnd_isRefused(String garbage) {
        assertThatExceptionOfType(UnreadableVideoException.class)
                .isThrownBy(() -> read(FTYP, mdat(), moov(), text(garbage)));
    }

    @Test
    void read_twoTracksOfOneNumber_areRefused() {
        byte[] movie = box("moov", mvhd(600, 1200), track(1, "vide", 2000, 100), track(1, "soun", 2000, 100));

        assertRefused("its \"trak\" is there twice", FTYP, mdat(), movie);
    }

    @Test
    void read_manyTracks_areRefused() {
        byte[][] tracks = new byte[129][];
        for (int i = 0; i < tracks.length; i++) {
            tracks[i] = track(i + 1, "vide", 2000, 100);
        }

        assertRefused("The file has more than 128 tracks", FTYP, mdat(), box("moov", mvhd(600, 1200), join(tracks)));
    }

    @Test
    void read_nestedDeeply_isOnlySkipped() throws Exception {
        byte[] nested = zeros(0);
        for (int i = 0; i < 3000; i++) {
            nested = box("moov", nested);
        }
        byte[] movie = box("moov", mvhd(600, 1200), nested, track(VIDEO, "vide", 2000, 100));

        assertThat(read(FTYP, mdat(), movie)).isEqualTo(TWO_SECONDS);
    }

    @Test
    void read_endlessSmallBoxes_areRefusedSomeTime() {
        InputStream endless = new SequenceInputStream(new ByteArrayInputStream(FTYP), new Endless(box("free")));

        assertThatExceptionOfType(UnreadableVideoException.class)
                .isThrownBy(() -> VideoReader.read(endless))
                .withMessage("The file has more than 10,000,000 parts");
    }

    @Test
    void read_manySmallBoxes_areTaken() throws Exception {
        assertThat(read(FTYP, mdat(), repeat(box("free"), 100_000), moov())).isEqualTo(TWO_SECONDS);
    }

    /** The compatible brands of files that are of another kind for all that. */
    private static String compatible(String brand) {
        return "niko".equals(brand) ? "xxxx" : "isommp42iso8";
    }

    private static void assertRefused(String message, byte[]... parts) {
        assertThatExceptionOfType(UnreadableVideoException.class)
                .isThrownBy(() -> read(parts))
                .withMessageContaining(message);
    }

    private static final class Endless extends InputStream {
        private final byte[] piece;
        private long at;

        private Endless(byte[] piece) {
            this.piece = piece;
        }

        @Override
        public int read() throws IOException {
            return piece[(int) (at++ % piece.length)] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            for (int i = 0; i < length; i++) {
                buffer[offset + i] = piece[(int) (at++ % piece.length)];
            }
            return length;
        }
    }
}
