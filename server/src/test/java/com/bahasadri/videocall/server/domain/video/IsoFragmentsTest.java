package com.bahasadri.videocall.server.domain.video;

import static com.bahasadri.videocall.server.domain.video.Boxes.VIDEO;
import static com.bahasadri.videocall.server.domain.video.Boxes.box;
import static com.bahasadri.videocall.server.domain.video.Boxes.fragmentedMoov;
import static com.bahasadri.videocall.server.domain.video.Boxes.ftyp;
import static com.bahasadri.videocall.server.domain.video.Boxes.full;
import static com.bahasadri.videocall.server.domain.video.Boxes.mdat;
import static com.bahasadri.videocall.server.domain.video.Boxes.mehd;
import static com.bahasadri.videocall.server.domain.video.Boxes.moof;
import static com.bahasadri.videocall.server.domain.video.Boxes.mvhd;
import static com.bahasadri.videocall.server.domain.video.Boxes.sidx;
import static com.bahasadri.videocall.server.domain.video.Boxes.stts;
import static com.bahasadri.videocall.server.domain.video.Boxes.tfdt;
import static com.bahasadri.videocall.server.domain.video.Boxes.tfhd;
import static com.bahasadri.videocall.server.domain.video.Boxes.track;
import static com.bahasadri.videocall.server.domain.video.Boxes.trex;
import static com.bahasadri.videocall.server.domain.video.Boxes.trun;
import static com.bahasadri.videocall.server.domain.video.Bytes.join;
import static com.bahasadri.videocall.server.domain.video.Bytes.read;
import static com.bahasadri.videocall.server.domain.video.Bytes.u32;
import static com.bahasadri.videocall.server.domain.video.Bytes.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** How long fragments play. The video's track has 1000 ticks a second. */
class IsoFragmentsTest {
    private static final int AUDIO = 2;
    private static final byte[] FTYP = ftyp("iso5", "iso6");

    @Test
    void seconds_samplesThatTellTheirTime_addUp() throws Exception {
        byte[] durationsAndSizes =
                full("trun", 0, 0xB05, u32(3), u32(0), u32(0), join(sample(100), sample(250), sample(50)));

        assertSeconds(0.4, fragmentedMoov(), moof(box("traf", tfhd(VIDEO), durationsAndSizes)), mdat());
    }

    @Test
    void seconds_samplesThatDoNot_lastAsTheFragmentOrTheMovieSays() throws Exception {
        byte[] byFragment = box("traf", tfhd(VIDEO, 40), trun(25));
        byte[] byMovie = box("traf", tfhd(VIDEO), trun(25), trun(25));

        assertSeconds(1, fragmentedMoov(trex(VIDEO, 10)), moof(byFragment), mdat());
        assertSeconds(0.5, fragmentedMoov(trex(VIDEO, 10)), moof(byMovie), mdat());
    }

    @Test
    void seconds_defaultBehindOtherFields_isFound() throws Exception {
        byte[] all = full("tfhd", 0, 0x3B, u32(VIDEO), zeros(8), u32(1), u32(40), u32(7), u32(7));

        assertSeconds(1, fragmentedMoov(trex(VIDEO, 10)), moof(box("traf", all, trun(25))), mdat());
    }

    @Test
    void seconds_times_countFromTheFirst() throws Exception {
        assertSeconds(
                12,
                fragmentedMoov(),
                moof(box("traf", tfhd(VIDEO, 1000), tfdt(90_000_000_000L), trun(2))),
                mdat(),
                moof(box("traf", tfhd(VIDEO, 1000), tfdt(90_000_010_000L), trun(2))),
                mdat());
    }

    @Test
    void seconds_withoutTimes_eachContinuesTheLast() throws Exception {
        byte[] fragment = join(moof(box("traf", tfhd(VIDEO, 1000), trun(2))), mdat());

        assertSeconds(6, fragmentedMoov(), fragment, fragment, fragment);
    }

    @Test
    void seconds_tracks_countTogether() throws Exception {
        byte[] movie = box(
                "moov",
                mvhd(600, 0),
                track(VIDEO, "vide", 0, stts(0)),
                track(AUDIO, "soun", 0, stts(0)),
                track(3, "subt", 0, stts(0)));

        assertSeconds(
                3,
                movie,
                moof(
                        box("traf", tfhd(VIDEO, 1000), tfdt(10_500), trun(2)),
                        box("traf", tfhd(AUDIO, 1000), tfdt(10_000), trun(3)),
                        box("traf", tfhd(3, 1000), tfdt(0), trun(1000)),
                        box("traf", tfhd(99, 1000), tfdt(0), trun(1000))),
                mdat());
    }

    @Test
    void seconds_samplesInTheIndex_comeBeforeTheFragments() throws Exception {
        byte[] movie = box("moov", mvhd(600, 1200), track(VIDEO, "vide", 2000, 20));

        assertSeconds(5, movie, mdat(), moof(box("traf", tfhd(VIDEO, 1000), tfdt(2000), trun(3))), mdat());
        assertSeconds(5, movie, mdat(), moof(box("traf", tfhd(VIDEO, 1000), trun(3))), mdat());
    }

    @Test
    void seconds_indexThatTellsTheWholeTime_isNotCountedTwice() throws Exception {
        byte[] movie = box("moov", mvhd(600, 1800), track(VIDEO, "vide", 3000, stts(0)));

        assertSeconds(3, movie, moof(box("traf", tfhd(VIDEO, 1000), trun(3))), mdat());
        assertSeconds(3, movie, moof(box("traf", tfhd(VIDEO, 1000), tfdt(500_000), trun(3))), mdat());
        assertSeconds(2, movie, moof(box("traf", tfhd(VIDEO, 1000), tfdt(0), trun(2))), mdat());
    }

    @Test
    void seconds_fragmentsOfTheShorterTrackAlone_doNotShortenTheOther() throws Exception {
        byte[] movie = box("moov", mvhd(600, 1200), track(VIDEO, "vide", 2000, 20), track(AUDIO, "soun", 0, stts(0)));

        assertSeconds(2, movie, mdat(), moof(box("traf", tfhd(AUDIO, 1000), tfdt(0), trun(1))), mdat());
    }

    @Test
    void seconds_promise_countsOnlyWhereFragmentsDoNotTell() throws Exception {
        byte[] timed = moof(box("traf", tfhd(VIDEO, 1000), trun(3)));
        byte[] untimed = moof(box("traf", tfhd(VIDEO), trun(3)));

        assertSeconds(3, fragmentedMoov(mehd(6000)), timed, mdat());
        assertSeconds(10, fragmentedMoov(mehd(6000)), untimed, mdat());
        assertSeconds(4, fragmentedMoov(), sidx(1000, 500, 1500, 2500), untimed, mdat());
        assertRefused("The file does not tell a duration", fragmentedMoov(), untimed, mdat());
    }

    @Test
    void seconds_indexOfIndexes_isNotCountedTwice() throws Exception {
        byte[] untimed = moof(box("traf", tfhd(VIDEO), trun(3)));
        byte[] all = sidx(1000, 0, 2000, 2000);

        assertSeconds(
                4,
                fragmentedMoov(),
                all,
                sidx(1000, 0, 2000),
                untimed,
                mdat(),
                sidx(1000, 2000, 2000),
                untimed,
                mdat());
    }

    @Test
    void seconds_indexWithoutScale_isRefused() {
        assertRefused("its \"sidx\" has an impossible time", fragmentedMoov(), sidx(0, 0, 1), mdat());
    }

    @Test
    void read_promiseWithoutFragments_isRefused() {
        assertRefused("The file's video track is empty", fragmentedMoov(mehd(6000)));
        assertRefused(
                "The file's video track is empty",
                fragmentedMoov(mehd(6000)),
                moof(box("traf", tfhd(VIDEO, 10), trun(0))),
                mdat());
    }

    @Test
    void read_fragmentWithoutItsData_isCutOff() {
        byte[] fragment = moof(box("traf", tfhd(VIDEO, 1000), trun(2)));

        assertRefused("The file is cut off", fragmentedMoov(), fragment);
        assertRefused("The file is cut off", fragmentedMoov(), fragment, mdat(), fragment);
    }

    @Test
    void read_fragmentBeforeItsIndex_isRefused() {
        assertRefused("its \"moof\" comes before its index", moof(), mdat(), fragmentedMoov());
    }

    @Test
    void read_moreSamplesThanThereAre_isRefused() {
        byte[] bomb = full("trun", 0, 0x100, u32(0xFFFFFFFFL), u32(1));
        byte[] sizes = full("trun", 0, 0x200, u32(0xFFFFFFFFL), u32(1));

        assertRefused("a part is too short", fragmentedMoov(), moof(box("traf", tfhd(VIDEO), bomb)), mdat());
        assertRefused("a part is too short", fragmentedMoov(), moof(box("traf", tfhd(VIDEO, 1), sizes)), mdat());
    }

    @Test
    void read_timeBeyondAllBounds_isRefused() {
        byte[] late = moof(box("traf", tfhd(VIDEO, 1), tfdt(Long.MAX_VALUE), trun(1)));
        byte[] early = moof(box("traf", tfhd(VIDEO, 1), tfdt(-1), trun(1)));
        byte[] endless = moof(box("traf", tfhd(VIDEO, 0xFFFFFFFFL), trun(0xFFFFFFFFL)));
        byte[] first = moof(box("traf", tfhd(VIDEO, 1), tfdt(0), trun(1)));

        assertRefused("more than ten days", fragmentedMoov(), first, mdat(), late, mdat());
        assertRefused("its \"tfdt\" has an impossible time", fragmentedMoov(), early, mdat());
        assertRefused("more than ten days", fragmentedMoov(), endless, mdat());
    }

    private static byte[] sample(int ticks) {
        return join(u32(ticks), u32(1), u32(0));
    }

    private static void assertSeconds(double seconds, byte[]... parts) throws Exception {
        assertThat(read(FTYP, join(parts)).durationSeconds()).isEqualTo(seconds);
    }

    private static void assertRefused(String message, byte[]... parts) {
        assertThatExceptionOfType(UnreadableVideoException.class)
                .isThrownBy(() -> read(FTYP, join(parts)))
                .withMessageContaining(message);
    }
}
