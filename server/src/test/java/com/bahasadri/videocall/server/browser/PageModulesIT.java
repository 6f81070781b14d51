package com.bahasadri.videocall.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages' modules one by one, in the browser that runs them. */
class PageModulesIT extends BrowserTest {
    /** Plays the server: keeps every socket a page opens, answers pings, and hands the rest out. */
    private static final String CHANNEL = """
            async () => {
                const { Channel } = await import('/web/js/channel.js');
                window.sockets = [];
                window.handled = [];
                window.fetch = () => Promise.reject(new TypeError('unreachable'));
                window.WebSocket = class {
                    static OPEN = 1;
                    readyState = 0;
                    constructor(url) {
                        this.url = String(url);
                        sockets.push(this);
                    }
                    send(text) {
                        const { type, correlation_id } = JSON.parse(text);
                        if (type === 'ping') this.say({ type: 'pong', correlation_id });
                    }
                    open() { this.readyState = 1; this.onopen(); }
                    say(message) { this.onmessage?.({ data: JSON.stringify(message) }); }
                    fail() { this.readyState = 3; this.onclose({ code: 1006 }); }
                    close() { this.readyState = 3; }
                };
                const handle = ({ type, seq }) => { handled.push(`${type} ${seq}`); };
                window.channel = new Channel({ sessionId: 's', token: 't', handle });
                channel.connect();
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
    void channel_repeatedAndLateEvents_areHandledOnceInOrder() {
        page.evaluate(CHANNEL);

        page.evaluate("""
                () => {
                    sockets[0].open();
                    sockets[0].say({ type: 'snapshot', seq: 1 });
                    for (const seq of [2, 2, 1, 3]) sockets[0].say({ type: 'event', seq });
                }
                """);

        assertThat(page.evaluate("() => channel.chain.then(() => handled)"))
                .isEqualTo(List.of("snapshot 1", "event 2", "event 3"));
    }

    @Test
    void channel_eventsWithAGap_connectsAnewForASnapshot() {
        page.clock().install();
        page.evaluate(CHANNEL);

        page.evaluate("() => { sockets[0].open(); sockets[0].say({ type: 'snapshot', seq: 4 }); }");
        page.evaluate("() => sockets[0].say({ type: 'event', seq: 6 })");
        page.clock().runFor(1_000);

        assertThat(page.evaluate("() => handled")).isEqualTo(List.of("snapshot 4"));
        assertThat(page.evaluate("() => sockets.map(({ url }) => new URL(url).search)"))
                .isEqualTo(List.of("", ""));
    }

    @Test
    void channel_lostConnection_resumesAfterTheLastEvent() {
        page.clock().install();
        page.evaluate(CHANNEL);

        page.evaluate("() => { sockets[0].open(); sockets[0].say({ type: 'snapshot', seq: 4 }); sockets[0].fail(); }");
        page.clock().runFor(1_000);

        assertThat(page.evaluate("() => new URL(sockets.at(-1).url).search")).isEqualTo("?after=4");
    }

    @Test
    void channel_connectedAfterAFailedAttempt_staysConnected() {
        page.clock().install();
        page.evaluate(CHANNEL);

        page.evaluate("() => sockets[0].fail()");
        page.clock().runFor(1_000);
        page.evaluate("() => sockets[1].open()");
        page.clock().runFor(60_000);

        assertThat(page.evaluate("() => [sockets.length, channel.state.phase]")).isEqualTo(List.of(2, "open"));
    }

    @Test
    void model_eventsOfOneParticipant_changeOnlyThatOne() {
        Object participants = page.evaluate("""
                async () => {
                    const { apply, EMPTY } = await import('/web/js/model.js');
                    const joined = (id) => ({ type: 'participant_joined', data: { participant: { participant_id: id } } });
                    const messages = [
                        { type: 'snapshot', data: { session: { participants: [] }, self: {}, media: {} } },
                        joined('a'), joined('b'), joined('a'),
                        { type: 'participant_unmuted', data: { participant_id: 'b' } },
                        { type: 'participant_muted', data: { participant_id: 'nobody' } },
                        { type: 'constructor', data: {} },
                    ];
                    const state = messages.reduce((before, message) => apply(before, message), EMPTY);
                    return state.participants.map(({ id, isMuted }) => `${id} ${isMuted ? 'muted' : 'on'}`);
                }
                """);

        assertThat(participants).isEqualTo(List.of("b on", "a muted"));
    }

    @Test
    void model_filesAndPlayback_areKeptFromSnapshotAndEvents() {
        Object states = page.evaluate("""
                async () => {
                    const { apply, shownFile, EMPTY } = await import('/web/js/model.js');
                    const file = (file_id) => ({ file_id, filename: `${file_id}.mp4`, size: 1, duration: 2, url: '/', uploaded_by: 'x' });
                    const play = (file_id) => ({ type: 'playback_changed',
                        data: { file_id, state: 'playing', position: 1, rate: 1, revision: 3, at: '2026-11-20T10:05:00.000Z' } });
                    const session = { participants: [] };
                    const messages = [
                        { type: 'snapshot', data: { session, self: {}, media: {}, files: [file('a')], playback: play('a').data } },
                        { type: 'video_file_shared', data: file('b') },
                        { type: 'video_file_shared', data: file('b') },
                        play('b'),
                        { type: 'video_file_deleted', data: { file_id: 'b' } },
                        { type: 'playback_changed', data: { state: 'paused', position: 0, rate: 1, revision: 4, at: '2026-11-20T10:06:00.000Z' } },
                    ];
                    let state = EMPTY;
                    return messages.map((message) => {
                        state = apply(state, message);
                        return `${state.files.map(({ id }) => id)} shows ${shownFile(state)?.id} ${state.timeLine.isPlaying}`;
                    });
                }
                """);

        assertThat(states)
                .isEqualTo(List.of(
                        "a shows a true",
                        "a,b shows a true",
                        "a,b shows a true",
                        "a,b shows b true",
                        "a shows undefined true",
                        "a shows undefined false"));
    }

    @Test
    void quality_atItsThresholds_isNamedAsDocumented() {
        Object names = page.evaluate("""
                async () => {
                    const { qualityBetween, smoothed } = await import('/web/js/media/quality.js');
                    const zero = { received: 1000, lost: 0, freezeSeconds: 0, transportBytes: 9, roundTripSeconds: 0.02, outgoingLoss: null };
                    const after = (change) => qualityBetween(zero, { ...zero, received: 2000, transportBytes: 99, ...change });
                    return [
                        after({}),
                        after({ received: 1990, lost: 10 }),
                        after({ received: 1970, lost: 30 }),
                        after({ received: 1920, lost: 80 }),
                        after({ roundTripSeconds: 0.2 }),
                        after({ roundTripSeconds: 0.3 }),
                        after({ roundTripSeconds: 0.5 }),
                        after({ received: 1000, transportBytes: 9 }),
                        smoothed(['excellent', 'poor', 'excellent']),
                        smoothed(['poor', 'excellent', 'poor']),
                    ];
                }
                """);

        assertThat(names)
                .isEqualTo(List.of(
                        "excellent",
                        "good",
                        "fair",
                        "poor",
                        "good",
                        "fair",
                        "poor",
                        "disconnected",
                        "excellent",
                        "poor"));
    }

    @Test
    void backoff_attemptAfterAttempt_growsToFiveSeconds() {
        Object pauses = page.evaluate("""
                async () => {
                    const { backoffMs } = await import('/web/js/backoff.js');
                    return [[0, 0], [0, 1], [1, 1], [9, 0], [9, 1], [1e9, 1]].map(([attempt, luck]) => backoffMs(attempt, () => luck));
                }
                """);

        assertThat(pauses).isEqualTo(List.of(250, 500, 1_000, 2_500, 5_000, 5_000));
    }

    @Test
    void joinLink_withNameOfAnySigns_isReadBack() {
        Object links = page.evaluate("""
                async () => {
                    const { readJoinLink } = await import('/web/js/join-link.js');
                    return [
                        readJoinLink('#session=s&token=t&name=A%20%26%20B+C')?.name,
                        readJoinLink('#session=s')?.token,
                        readJoinLink('#token=t'),
                        readJoinLink(''),
                    ];
                }
                """);

        assertThat((List<?>) links).isEqualTo(Arrays.asList("A & B+C", null, null, null));
    }
}
