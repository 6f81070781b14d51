package com.bahasadri.videocall.server.domain.video;

import static com.bahasadri.videocall.server.domain.video.Bytes.join;
import static com.bahasadri.videocall.server.domain.video.Bytes.read;
import static com.bahasadri.videocall.server.domain.video.Bytes.text;
import static com.bahasadri.videocall.server.domain.video.Bytes.u32;
import static com.bahasadri.videocall.server.domain.video.Bytes.zeros;
import static com.bahasadri.videocall.server.domain.video.Elements.AUDIO;
import static com.bahasadri.videocall.server.domain.video.Elements.CLUSTER;
import static com.bahasadri.videocall.server.domain.video.Elements.CRC_32;
import static com.bahasadri.videocall.server.domain.video.Elements.CUES;
import static com.bahasadri.videocall.server.domain.video.Elements.DEFAULT_DURATION;
import static com.bahasadri.videocall.server.domain.video.Elements.DOC_TYPE;
import static com.bahasadri.videocall.server.domain.video.Elements.DURATION;
import static com.bahasadri.videocall.server.domain.video.Elements.EBML;
import static com.bahasadri.videocall.server.domain.video.Elements.INFO;
import static com.bahasadri.videocall.server.domain.video.Elements.SEEK_HEAD;
import static com.bahasadri.videocall.server.domain.video.Elements.SEGMENT;
import static com.bahasadri.videocall.server.domain.video.Elements.SIMPLE_BLOCK;
import static com.bahasadri.videocall.server.domain.video.Elements.SUBTITLES;
import static com.bahasadri.videocall.server.domain.video.Elements.TAGS;
import static com.bahasadri.videocall.server.domain.video.Elements.TIMESTAMP;
import static com.bahasadri.videocall.server.domain.video.Elements.TIMESTAMP_SCALE;
import static com.bahasadri.videocall.server.domain.video.Elements.TRACKS;
import static com.bahasadri.videocall.server.domain.video.Elements.VIDEO;
import static com.bahasadri.videocall.server.domain.video.Elements.VOID;
import static com.bahasadri.videocall.server.domain.video.Elements.blockGroup;
import static com.bahasadri.videocall.server.domain.video.Elements.cluster;
import static com.bahasadri.videocall.server.domain.video.Elements.element;
import static com.bahasadri.videocall.server.domain.video.Elements.header;
import static com.bahasadri.videocall.server.domain.video.Elements.info;
import static com.bahasadri.videocall.server.domain.video.Elements.lying;
import static com.bahasadri.videocall.server.domain.video.Elements.number;
import static com.bahasadri.videocall.server.domain.video.Elements.open;
import static com.bahasadri.videocall.server.domain.video.Elements.real;
import static com.bahasadri.videocall.server.domain.video.Elements.simpleBlock;
import static com.bahasadri.videocall.server.domain.video.Elements.track;
import static com.bahasadri.videocall.server.domain.video.Elements.tracks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WebM that no common writer makes. */
class EbmlReaderTest {
    private static final byte[] HEADER = header("webm");
    private static final byte[] BLOCK = cluster(0, simpleBlock(1, 0));
    private static final byte[] VIDEO_TRACK = tracks(track(1, VIDEO));
    private static final VideoInfo TWO_SECONDS = new VideoInfo(VideoType.WEBM, 2);

    @Test
    void read_declaredDuration_isInTicks() throws Exception {
        assertThat(read(file(info(real(DURATION, 2000)), VIDEO_TRACK, BLOCK))).isEqualTo(TWO_SECONDS);
        byte[] single = element(DURATION, u32(Float.floatToIntBits(1000)));
        assertSeconds(2, element(INFO, single, number(TIMESTAMP_SCALE, 2_000_000)), VIDEO_TRACK, BLOCK);
        assertSeconds(1, element(INFO, single), VIDEO_TRACK, BLOCK);
    }

    @Test
    void read_declarationBehindTheBlocks_counts() throws Exception {
        assertSeconds(2, VIDEO_TRACK, BLOCK, info(real(DURATION, 2000)));
    }

    @Test
    void read_undeclared_endsWithTheLastBlock() throws Exception {
        assertSeconds(
                3.5,
                info(),
                VIDEO_TRACK,
                cluster(0, simpleBlock(1, 0), simpleBlock(1, 900)),
                cluster(1000, simpleBlock(1, 0), simpleBlock(1, 2500)));
    }

    @Test
    void read_undeclared_countsWhatTheLastBlockLasts() throws Exception {
        assertSeconds(2.5, info(), VIDEO_TRACK, cluster(0, simpleBlock(1, 0)), cluster(2000, blockGroup(1, 0, 500)));
        byte[] timed = tracks(track(1, VIDEO, number(DEFAULT_DURATION, 40_000_000)));
        assertSeconds(2.04, info(), timed, cluster(0, simpleBlock(1, 0), simpleBlock(1, 2000)));
    }

    @Test
    void read_declaredZero_isMeasured() throws Exception {
        byte[] blocks = cluster(0, simpleBlock(1, 0), simpleBlock(1, 2000));

        assertSeconds(2, info(real(DURATION, 0)), VIDEO_TRACK, blocks);
        assertSeconds(2, info(element(DURATION)), VIDEO_TRACK, blocks);
    }

    @Test
    void read_undeclared_countsFromTheFirstBlock() throws Exception {
        assertSeconds(
                2, info(), VIDEO_TRACK, cluster(3_600_000, simpleBlock(1, 0)), cluster(3_602_010, simpleBlock(1, -10)));
    }

    @Test
    void read_undeclared_countsPicturesAndSoundTogether() throws Exception {
        assertSeconds(
                3,
                info(),
                tracks(track(1, VIDEO), track(2, AUDIO), track(3, SUBTITLES)),
                cluster(1000, simpleBlock(1, 500), simpleBlock(2, 0)),
                cluster(3000, simpleBlock(1, 0), simpleBlock(2, 1000), simpleBlock(3, 9000), simpleBlock(4, 9000)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void read_unknownLengths_endWhereTheNextBegins(int lengthBytes) throws Exception {
        byte[] first = open(CLUSTER, lengthBytes, number(TIMESTAMP, 0), simpleBlock(1, 0), element(VOID, zeros(9)));
        byte[] second = open(CLUSTER, lengthBytes, number(TIMESTAMP, 1000), simpleBlock(1, 500), element(0x5555));
        byte[] third = cluster(2000, simpleBlock(1, 0));

        byte[] segment = open(
                SEGMENT,
                lengthBytes,
                info(),
                VIDEO_TRACK,
                first,
                second,
                element(CUES, zeros(0)),
                third,
                element(TAGS));

        assertThat(read(HEADER, segment)).isEqualTo(TWO_SECONDS);
    }

    @Test
    void read_openClusterInAClosedSegment_endsWithIt() throws Exception {
        byte[] cluster = open(CLUSTER, number(TIMESTAMP, 0), simpleBlock(1, 0), blockGroup(1, 1500, 500));

        assertSeconds(2, info(), VIDEO_TRACK, cluster);
    }

    @Test
    void read_blockAfterAnOpenCluster_isNone() throws Exception {
        byte[] cluster = open(CLUSTER, number(TIMESTAMP, 0), simpleBlock(1, 0), simpleBlock(1, 2000));

        assertSeconds(2, info(), VIDEO_TRACK, cluster, element(CUES), simpleBlock(1, 5000));
        assertSeconds(2, info(), VIDEO_TRACK, cluster, BLOCK, simpleBlock(1, 5000));
    }

    @Test
    void read_unknownElements_areSkipped() throws Exception {
        byte[] nothing = join(element(VOID, zeros(300)), element(CRC_32, zeros(4)), element(0x1FFFFFFE, zeros(70_000)));

        assertThat(read(
                        HEADER,
                        element(VOID, zeros(3)),
                        element(
                                SEGMENT,
                                nothing,
                                element(SEEK_HEAD, nothing),
                                info(nothing, real(DURATION, 2000)),
                                nothing,
                                tracks(nothing, track(1, VIDEO, nothing)),
                                element(CLUSTER, nothing, number(TIMESTAMP, 0), nothing, simpleBlock(1, 0), nothing),
                                element(TAGS, nothing)),
                        element(VOID, zeros(3))))
                .isEqualTo(TWO_SECONDS);
    }

    @Test
    void read_repeatedTracks_keepTheirBlocks() throws Exception {
        assertSeconds(
                2,
                info(),
                VIDEO_TRACK,
                cluster(0, simpleBlock(1, 0)),
                info(),
                VIDEO_TRACK,
                cluster(2000, simpleBlock(1, 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"matroska", "Matroska", "", "webmx", "weBM", "something of more than thirty-two bytes"})
    void read_anotherDocType_isRefused(String docType) {
        assertRefused("The file is ", header(docType), element(SEGMENT, info(), VIDEO_TRACK, BLOCK));
    }

    @Test
    void read_docTypePadded_isTaken() throws Exception {
        assertThat(read(header("webm\0\0"), segment(info(real(DURATION, 2000)), VIDEO_TRACK, BLOCK)))
                .isEqualTo(TWO_SECONDS);
    }

    @Test
    void read_formFromTheFuture_isRefused() {
        byte[] segment = segment(info(real(DURATION, 2000)), VIDEO_TRACK, BLOCK);
        byte[] webm = element(DOC_TYPE, text("webm"));

        assertRefused("a form of WebM that is unknown", element(EBML, webm, number(0x42F7, 2)), segment);
        assertRefused("a form of WebM that is unknown", element(EBML, webm, number(0x42F2, 5)), segment);
        assertRefused("a form of WebM that is unknown", element(EBML, webm, number(0x42F3, 9)), segment);
    }

    @Test
    void read_partsMissing_areToldOf() {
        assertRefused("The file is cut off", HEADER);
        assertRefused("The file has no video track", HEADER, element(SEGMENT));
        assertRefused("The file has no video track", HEADER, segment(info(real(DURATION, 2000)), BLOCK));
        assertRefused("The file's video track is empty", HEADER, segment(info(real(DURATION, 2000)), VIDEO_TRACK));
        assertRefused("The file has no video track", file(info(real(DURATION, 2)), tracks(track(1, AUDIO)), BLOCK));
        assertRefused("The file does not tell a duration", file(info(), VIDEO_TRACK, BLOCK));
    }

    @Test
    void read_secondVideo_isRefused() {
        byte[] segment = segment(info(real(DURATION, 2000)), VIDEO_TRACK, BLOCK);
        byte[] open = open(SEGMENT, info(real(DURATION, 2000)), VIDEO_TRACK, BLOCK);

        assertRefused("a second video", HEADER, segment, segment);
        assertRefused("a second video", HEADER, segment, HEADER, segment);
        assertRefused("a second video", HEADER, open, segment);
        assertRefused("a second video", HEADER, open, HEADER, open);
    }

    @Test
    void read_unknownLengthElsewhere_isRefused() {
        for (int id : new int[] {INFO, TRACKS, CUES, SIMPLE_BLOCK, VOID, 0x5555}) {
            assertRefused("a part of unknown length", HEADER, element(SEGMENT, open(id, info(), VIDEO_TRACK, BLOCK)));
        }
        assertRefused("a part of unknown length", open(EBML, element(DOC_TYPE, text("webm"))));
    }

    @Test
    void read_lengthBeyondItsParent_isRefused() {
        assertRefused(
                "a part is longer than what contains it", HEADER, segment(info(), lying(TRACKS, 1000)), zeros(2000));
        assertRefused(
                "a part is longer than what contains it",
                HEADER,
                open(SEGMENT, element(INFO, lying(DURATION, (1L << 56) - 2))));
    }

    @Test
    void read_lengthBeyondTheEnd_isCutOff() {
        assertRefused("The file is cut off", HEADER, lying(SEGMENT, (1L << 56) - 2, info(), VIDEO_TRACK, BLOCK));
        assertRefused("The file is cut off", HEADER, open(SEGMENT, info(), VIDEO_TRACK, BLOCK, lying(VOID, 5)));
    }

    @Test
    void read_brokenHeaders_areRefused() {
        assertRefused("something unknown", HEADER, zeros(1));
        assertRefused("something unknown", HEADER, new byte[] {0x0F, 1, 1, 1, 1});
        assertRefused("an impossible length", HEADER, open(SEGMENT, info(), new byte[] {(byte) 0xEC, 0}, zeros(20)));
        assertRefused("a part is too short", HEADER, element(SEGMENT, new byte[] {0x1F}));
        assertRefused("a part is too short", HEADER, element(SEGMENT, new byte[] {(byte) 0xEC, 0x40}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "garbage", "\0\0\0\0"})
    void read_garbageAtTheEnd_isRefused(String garbage) {
        assertThatExceptionOfType(UnreadableVideoException.class)
                .isThrownBy(() -> read(file(info(real(DURATION, 2000)), VIDEO_TRACK, BLOCK), text(garbage)));
    }

    @Test
    void read_impossibleNumbers_areRefused() {
        for (double bad : new double[] {Double.NaN, -1, Double.NEGATIVE_INFINITY}) {
            assertRefused("an impossible number", file(info(real(DURATION, bad)), VIDEO_TRACK, BLOCK));
        }
        assertRefused("an impossible number", file(info(element(DURATION, zeros(5))), VIDEO_TRACK, BLOCK));
        assertRefused("an impossible number", file(info(number(TIMESTAMP_SCALE, 0)), VIDEO_TRACK, BLOCK));
        assertRefused("an impossible number", file(info(number(TIMESTAMP_SCALE, -1_000_000_000_000_000_000L))));
        assertRefused("too long a number", file(info(element(TIMESTAMP_SCALE, zeros(9))), VIDEO_TRACK, BLOCK));
    }

    @Test
    void read_absurdDuration_isRefused() throws Exception {
        double most = 864_000_000;

        assertSeconds(864_000, info(real(DURATION, most)), VIDEO_TRACK, BLOCK);
        for (double bad : new double[] {most + 1, Double.MAX_VALUE, Double.POSITIVE_INFINITY}) {
            assertRefused("more than ten days", file(info(real(DURATION, bad)), VIDEO_TRACK, BLOCK));
        }
        byte[] late = cluster(Long.MAX_VALUE, simpleBlock(1, Short.MAX_VALUE));
        assertRefused("more than ten days", file(info(), VIDEO_TRACK, BLOCK, late));
    }

    @Test
    void read_blockBeforeItsTime_isRefused() {
        assertRefused("a block without a time", file(info(), VIDEO_TRACK, element(CLUSTER, simpleBlock(1, 0))));
        assertRefused("a block without a time", file(info(), VIDEO_TRACK, open(CLUSTER, blockGroup(1, 0, 10))));
        assertRefused("a block without a time", file(info(), VIDEO_TRACK, BLOCK, element(CLUSTER, simpleBlock(1, 0))));
    }

    @Test
    void read_blockTooShort_isRefused() {
        byte[] block = element(SIMPLE_BLOCK, new byte[] {(byte) 0x81, 0});

        assertRefused("a part is too short", file(info(), VIDEO_TRACK, cluster(0, block)));
    }

    @Test
    void read_groupWithoutBlock_countsNothing() throws Exception {
        byte[] empty = element(Elements.BLOCK_GROUP, number(Elements.BLOCK_DURATION, 90_000));

        assertSeconds(2, info(), VIDEO_TRACK, cluster(0, simpleBlock(1, 0), empty, simpleBlock(1, 2000)));
    }

    @Test
    void read_manyTracks_areRefused() {
        byte[][] entries = new byte[129][];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = track(i + 1, VIDEO);
        }

        assertRefused("The file has more than 128 tracks", file(info(), tracks(entries), BLOCK));
    }

    private static byte[] segment(byte[]... content) {
        return element(SEGMENT, content);
    }

    private static byte[] file(byte[]... content) {
        return join(HEADER, segment(content));
    }

    private static void assertSeconds(double seconds, byte[]... content) throws Exception {
        assertThat(read(file(content)).durationSeconds()).isEqualTo(seconds);
    }

    private static void assertRefused(String message, byte[]... parts) {
        assertThatExceptionOfType(UnreadableVideoException.class)
                .isThrownBy(() -> read(parts))
                .withMessageContaining(message);
    }
}
