package com.bahasadri.videocall.server.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The modules of the shared video one by one, in the browser that runs them, at a time that the test sets. */
class VideoModulesIT extends BrowserTest {
    /** A file that plays as time goes by, on a time line that everyone follows; {@code off} is how far it is ahead. */
    private static final String SCREEN = """
            async ({ seekTakes = 100, refused = false, unseekable = false }) => {
                const { Follower } = await import('/web/js/follower.js');
                const { positionAt } = await import('/web/js/time-line.js');
                window.media = {
                    duration: 60, readyState: 4, paused: true, ended: false, seeking: false, muted: false,
                    rate: 1, at: 0, seenAt: 0, seeks: 0, plays: 0,
                    get currentTime() {
                        const passed = (performance.now() - this.seenAt) / 1000;
                        this.seenAt = performance.now();
                        if (this.paused || this.seeking || this.readyState < 3) return this.at;
                        this.at = Math.min(this.duration, this.at + passed * this.rate);
                        this.ended = this.paused = this.at === this.duration;
                        return this.at;
                    },
                    set currentTime(to) {
                        this.seeks++;
                        this.seeking = true;
                        if (!unseekable) this.at = to;
                        this.ended = this.at >= this.duration;
                        setTimeout(() => { void this.currentTime; this.seeking = false; follower.step(); }, seekTakes);
                    },
                    get playbackRate() { return this.rate; },
                    set playbackRate(rate) { void this.currentTime; this.rate = rate; },
                    pause() { void this.currentTime; this.paused = true; },
                    play() {
                        if (refused && !this.muted) return Promise.reject(new DOMException('', 'NotAllowedError'));
                        void this.currentTime;
                        this.plays++;
                        if (this.ended) this.at = 0;
                        this.paused = this.ended = false;
                        return Promise.resolve();
                    },
                };
                window.line = (change) => {
                    const timeLine = { fileId: 'f', isPlaying: true, position: 0, rate: 1, revision: 1, atMs: performance.now() };
                    window.timeLine = { ...timeLine, ...change };
                    follower.follow(window.timeLine, 60);
                };
                window.off = () => media.currentTime - positionAt(timeLine, 60, performance.now());
                window.follower = new Follower(media, { known: true, now: () => performance.now() });
                setInterval(() => follower.step(), 200);
            }
            """;

    @RegisterExtension
    static final OneJar SERVER = new OneJar();

    private Page page;

    @BeforeEach
    void openPage() {
        page = page(SERVER.console());
    }

    @Test
    void serverClock_samplesOfManyRoundTrips_followsTheShortest() {
        Object told = page.evaluate("""
                async () => {
                    const { ServerClock } = await import('/web/js/server-clock.js');
                    const pings = [];
                    let now = 0;
                    const clock = new ServerClock({ ping: (id) => pings.push(id), monotonic: () => now });
                    const answer = (outward, homeward) => {
                        const at = new Date(1_000_000 + now + outward).toISOString();
                        now += outward + homeward;
                        clock.pong({ correlation_id: pings.at(-1), at });
                    };
                    clock.start();
                    answer(90, 10);
                    answer(2, 2);
                    answer(5, 95);
                    const foreign = { correlation_id: 'of nobody', at: new Date(5).toISOString() };
                    clock.pong(foreign);
                    clock.pong({ correlation_id: pings.at(-1) });
                    return [clock.now() - now, clock.known];
                }
                """);

        assertThat(told).isEqualTo(List.of(1_000_000, true));
    }

    @Test
    void serverClock_newConnection_asksEightTimesAtOnce() {
        Object pings = page.evaluate("""
                async () => {
                    const { ServerClock } = await import('/web/js/server-clock.js');
                    let pings = 0;
                    const ping = (id) => { pings++; clock.pong({ correlation_id: id, at: '2026-11-20T10:00:00.000Z' }); };
                    const clock = new ServerClock({ ping, monotonic: () => 0 });
                    clock.start();
                    return pings;
                }
                """);

        assertThat(pings).isEqualTo(8);
    }

    @Test
    void serverClock_afterTheComputerSlept_forgetsWhatItKnew() {
        Object kept = page.evaluate("""
                async () => {
                    const { withSample, bestOf } = await import('/web/js/server-clock.js');
                    const before = [{ offset: 100, roundTrip: 1 }, { offset: 104, roundTrip: 9 }];
                    const agreeing = withSample(before, { offset: 160, roundTrip: 100 });
                    const slept = withSample(before, { offset: 60_100, roundTrip: 30 });
                    return [agreeing.length, bestOf(agreeing).offset, slept.length, bestOf(slept).offset];
                }
                """);

        assertThat(kept).isEqualTo(List.of(3, 100, 1, 60_100));
    }

    @Test
    void timeLine_anyTime_tellsWhereEveryoneShouldBe() {
        Object positions = page.evaluate("""
                async () => {
                    const { positionAt } = await import('/web/js/time-line.js');
                    const line = { fileId: 'f', isPlaying: true, position: 4, rate: 2, revision: 1, atMs: 10_000 };
                    return [9_000, 10_000, 12_500, 99_000].map((now) => positionAt(line, 20, now))
                        .concat(positionAt({ ...line, isPlaying: false }, 20, 99_000));
                }
                """);

        assertThat(positions).isEqualTo(List.of(4, 4, 9, 20, 4));
    }

    @Test
    void nudge_onceBegun_goesOnUntilInStep() {
        Object parts = page.evaluate("""
                async () => {
                    const { nudge } = await import('/web/js/time-line.js');
                    return [nudge(0.02, 0), nudge(0.04, 0), nudge(0.02, -0.05), nudge(0.005, -0.05), nudge(-0.02, -0.05),
                        nudge(-0.04, 0), nudge(0.5, 0)];
                }
                """);

        assertThat(parts).isEqualTo(Arrays.asList(0, -0.05, -0.05, 0, 0, 0.05, -0.1));
    }

    @Test
    void follower_joiningLate_isInStepAfterOneJump() {
        screen("{}");

        page.evaluate("() => line({ atMs: performance.now() - 20_000 })");
        page.clock().runFor(2_000);

        assertThat(off()).isCloseTo(0, within(0.05));
        assertThat(page.evaluate("() => [media.seeks, media.plays, media.paused]"))
                .isEqualTo(List.of(1, 1, false));
    }

    @Test
    void follower_whoseSeeksTakeSeconds_comesIntoStep() {
        screen("{ seekTakes: 2500 }");

        page.evaluate("() => line({ atMs: performance.now() - 5_000 })");
        page.clock().runFor(15_000);

        assertThat(off()).isCloseTo(0, within(0.05));
        assertThat(page.evaluate("() => media.seeks <= 4")).isEqualTo(true);
    }

    @Test
    void follower_aLittleBehind_catchesUpWithoutAJump() {
        screen("{}");
        page.evaluate("() => line({})");
        page.clock().runFor(1_000);

        page.evaluate("() => { media.at -= 0.2; }");
        page.clock().runFor(1_000);
        assertThat(page.evaluate("() => media.playbackRate")).isEqualTo(1.05);
        page.clock().runFor(5_000);

        assertThat(off()).isCloseTo(0, within(0.02));
        assertThat(page.evaluate("() => [media.seeks, media.playbackRate]")).isEqualTo(List.of(0, 1));
    }

    @Test
    void follower_afterAStall_jumpsToWhereTheOthersAre() {
        screen("{}");
        page.evaluate("() => line({})");
        page.clock().runFor(1_000);

        page.evaluate("() => { void media.currentTime; media.readyState = 2; }");
        page.clock().runFor(3_000);
        assertThat(page.evaluate("() => media.seeks"))
                .as("no jump after jump while nothing is there")
                .isEqualTo(1);
        page.evaluate("() => { void media.currentTime; media.readyState = 4; }");
        page.clock().runFor(3_000);

        assertThat(off()).isCloseTo(0, within(0.05));
    }

    @Test
    void follower_paused_standsExactlyWhereAllDo() {
        screen("{}");
        page.evaluate("() => line({ rate: 1.5 })");
        page.clock().runFor(3_000);
        assertThat(page.evaluate("() => media.playbackRate")).isEqualTo(1.5);

        page.evaluate("() => line({ isPlaying: false, position: 4.321 })");
        page.clock().runFor(2_000);
        assertThat(page.evaluate("() => [media.at, media.paused, media.seeks]")).isEqualTo(List.of(4.321, true, 1));

        page.evaluate("() => { media.at = 9; media.paused = false; }");
        page.clock().runFor(1_000);
        assertThat(page.evaluate("() => [media.at, media.paused]"))
                .as("whoever moved it")
                .isEqualTo(List.of(4.321, true));
    }

    @Test
    void follower_atTheEnd_staysThereUntilItIsPlayedAgain() {
        screen("{}");
        page.evaluate("() => line({ position: 59 })");
        page.clock().runFor(10_000);
        assertThat(page.evaluate("() => [media.at, media.plays]")).isEqualTo(List.of(60, 1));

        page.evaluate("() => line({ position: 0 })");
        page.clock().runFor(2_000);

        assertThat(off()).isCloseTo(0, within(0.05));
    }

    @Test
    void follower_refusedToPlayWithSound_playsMuted() {
        screen("{ refused: true }");
        page.evaluate("() => { follower.addEventListener('blocked', () => { window.blocked = true; }); line({}); }");
        page.clock().runFor(3_000);

        assertThat(page.evaluate("() => [blocked, media.muted, media.paused]")).isEqualTo(List.of(true, true, false));
        assertThat(off()).isCloseTo(0, within(0.05));
    }

    @Test
    void follower_ofAFileThatCannotBeSought_playsItAllTheSame() {
        screen("{ unseekable: true }");

        page.evaluate("() => line({ atMs: performance.now() - 20_000 })");
        page.clock().runFor(5_000);

        assertThat(page.evaluate("() => [media.seeks, media.plays, media.paused]"))
                .isEqualTo(List.of(1, 1, false));
    }

    /** Time stands still but where the test lets it pass. */
    private void screen(String options) {
        page.clock().install();
        page.clock().pauseAt(System.currentTimeMillis() + 60_000);
        page.evaluate("() => (" + SCREEN + ")(" + options + ")");
    }

    private double off() {
        return ((Number) page.evaluate("() => off()")).doubleValue();
    }
}
