package com.bahasadri.videocall.server.browser;

import static com.bahasadri.videocall.server.browser.Pictures.awaitMoving;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Calls on RealtimeKit, with a double of the web SDK: what the service does to a page is brought about in the page. That the
 * SDK itself does so is for {@code OfficialSdkIT}.
 */
class RealtimeKitInBrowserIT extends RealtimeKitTest {
    private static final String DOUBLE = resource("/realtimekit-double.js");

    /** The double has another hash than the SDK, and no page goes without asking for one. */
    private static final String ANY_HASH =
            "Object.defineProperty(HTMLScriptElement.prototype, 'integrity', { set() {} });";

    private static final String SEND = """
            ([userId, colour]) => {
                window.peer = rtk.meeting.participants.joined.add({ userId, presetName: 'group_call_participant',
                    audioEnabled: true, audioTrack: rtk.tone(), videoEnabled: true, videoTrack: rtk.picture(colour) });
            }
            """;

    /** Keeps what the page opens, so that a test can pull the plug. */
    private static final String DEVICES = """
            const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            navigator.mediaDevices.getUserMedia = async (wanted) => {
                if (window.forbidden) throw new DOMException('Permission denied', 'NotAllowedError');
                window.opened = await open(wanted);
                return window.opened;
            };
            """;

    /** What the page would do about it some time later waits for the test: the operator may take long. */
    private static final String KICKED_WITHOUT_TIME = """
            () => {
                const { setTimeout } = window;
                window.held = [];
                window.setTimeout = (action) => held.push(action);
                rtk.meeting.self.emit('roomLeft', { state: 'kicked' });
                window.setTimeout = setTimeout;
            }
            """;

    private Page console;
    private Page ann;

    @Override
    void prepare(BrowserContext context) {
        context.addInitScript(ANY_HASH);
        context.route(
                SDK,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
                        .setBody(DOUBLE)));
    }

    @BeforeEach
    void openCall() {
        console = consoleWithSession(server.console());
        ann = joined(joinLink(console, "Ann"), DEVICES);
        assertThat(button(console, "Mute Ann")).isVisible();
        ann.waitForFunction("() => window.rtk?.meeting?.self.audioEnabled", null, patience());
    }

    @Test
    void pictureAndScreen_ofAnother_areShownToThePageAndTheConsole() {
        Page ben = joined(joinLink(console, "Ben"));
        Object someone = List.of(idOf(ann, "Ben"), "#c33");
        ann.evaluate(SEND, someone);
        console.waitForFunction("() => window.rtk?.meeting", null, patience());
        console.evaluate(SEND, someone);
        awaitMoving(ann, "Ben");
        awaitMoving(console, "Ben");

        button(ben, "Share screen").click();
        assertThat(tile(console, "Ben")).containsText("Shared");
        console.evaluate("() => rtk.meeting.participants.joined.change(peer, 'screenShareUpdate',"
                + " { screenShareEnabled: true, screenShareTracks: { video: rtk.picture('#36c') } })");
        console.waitForFunction("""
                () => [...document.querySelectorAll('video')].some(({ ariaLabel, videoWidth }) =>
                    ariaLabel === 'Screen of Ben' && videoWidth > 0)
                """, null, patience());
        button(ben, "Stop sharing").click();
        assertThat(button(ben, "Share screen")).isVisible();
        assertThat(problems).isEmpty();
    }

    @Test
    void console_whileItWatches_sendsNothing() {
        console.waitForFunction("() => window.rtk?.meeting", null, patience());

        assertThat(console.evaluate("() => rtk.inits.map(({ defaults }) => defaults)"))
                .isEqualTo(List.of(Map.of("audio", false, "video", false)));
        assertThat(console.evaluate("() => rtk.calls")).isEqualTo(List.of());
        assertThat(console.locator("#count")).hasText("1 participant");
    }

    @Test
    void operator_whoIsInTheRoom_isShownOnNoPage() {
        ann.evaluate("""
                () => rtk.meeting.participants.joined.add({ userId: 'op', presetName: 'video_call_operator',
                    audioEnabled: true, audioTrack: rtk.tone(), videoEnabled: true, videoTrack: rtk.picture('#c33') })
                """);

        assertThat(ann.getByText("Nobody else is here yet.")).isVisible();
        assertThat(ann.locator("#tiles > li")).hasCount(1);
        assertThat(console.locator("#tiles > li")).hasCount(1);
    }

    @Test
    void operatorsCommand_whileThePersonSwitchesToo_endsAsLastAsked() {
        button(console, "Mute Ann").click();
        assertThat(button(console, "Unmute Ann")).isVisible();
        assertThat(ann.evaluate("() => rtk.meeting.self.audioEnabled")).isEqualTo(false);

        button(console, "Unmute Ann").click();
        assertThat(button(ann, "Mute")).isVisible();
        assertThat(ann.evaluate("() => rtk.meeting.self.audioEnabled")).isEqualTo(true);
        assertThat(problems).isEmpty();
    }

    @Test
    void muteByTheService_isToldToTheServerAndThePerson() {
        ann.evaluate("() => rtk.meeting.self.disableAudio()");

        assertThat(button(console, "Unmute Ann")).isVisible();
        assertThat(button(ann, "Unmute")).isVisible();
        assertThat(ann.getByText("Your microphone was switched off.")).isVisible();
    }

    @Test
    void microphoneOpenedByTheSdk_againstThePersonsWish_isSwitchedOff() {
        button(ann, "Mute").click();
        assertThat(button(ann, "Unmute")).isVisible();

        ann.evaluate("() => rtk.meeting.self.enableAudio()");

        ann.waitForFunction(
                "() => rtk.calls.at(-1) === 'disableAudio' && !rtk.meeting.self.audioEnabled", null, patience());
        assertThat(button(ann, "Unmute")).isVisible();
    }

    @Test
    void scores_ofWhatIsSent_areToldInOurWords() {
        for (int i = 0; i < 2; i++) {
            ann.evaluate(
                    "() => rtk.meeting.self.emit('mediaScoreUpdate', { kind: 'video', isScreenshare: false, score: 9 })");
            ann.evaluate(
                    "() => rtk.meeting.self.emit('mediaScoreUpdate', { kind: 'audio', isScreenshare: false, score: 3 })");
        }
        assertThat(tile(console, "Ann")).containsText("Poor");

        button(ann, "Mute").click();
        assertThat(tile(console, "Ann")).containsText("Excellent");
    }

    @Test
    void kick_byTheService_endsThePageAndIsToldToTheServer() {
        ann.evaluate("() => rtk.meeting.self.emit('roomLeft', { state: 'kicked' })");

        assertThat(ann.getByText("You were removed from the call").first()).isVisible();
        assertThat(console.locator("#count")).hasText("0 participants");
    }

    @Test
    void end_byTheService_isSaidAsOne() {
        ann.evaluate("() => rtk.meeting.self.emit('roomLeft', { state: 'ended' })");

        assertThat(ann.getByText("The call has ended").first()).isVisible();
    }

    @Test
    void endByTheOperator_whichPutsEveryoneOut_isNotSaidAsRemoval() {
        ann.evaluate(KICKED_WITHOUT_TIME);
        button(console, "End session").click();
        button(console, "End session for everyone").click();
        assertThat(ann.getByText("The call has ended").first()).isVisible();

        assertThat((int) ann.evaluate("() => held.length")).isPositive();
        ann.evaluate("() => held.forEach((action) => action())");
        assertThat(ann.getByText("The call has ended").first()).isVisible();
        assertThat(ann.getByText("You were removed from the call")).hasCount(0);
    }

    @Test
    void connection_lostAndBack_isSaidMeanwhileAndGoesOn() {
        ann.evaluate("() => rtk.meeting.self.emit('roomLeft', { state: 'disconnected' })");
        assertThat(notice(ann)).containsText("The video service lost the connection");
        assertThat(tile(console, "Ann")).containsText("Poor");

        ann.evaluate("() => rtk.meeting.self.emit('roomJoined', { reconnected: true })");
        assertThat(notice(ann)).isHidden();
        assertThat(tile(console, "Ann")).containsText("Good");
        assertThat(button(console, "Mute Ann")).isVisible();
        assertThat(ann.evaluate("() => rtk.inits.length")).isEqualTo(1);
    }

    @Test
    void connection_lostForGood_isMadeAnewAsItWas() {
        ann.evaluate("() => { rtk.initFails = () => '0011'; rtk.meeting.self.emit('roomLeft', { state: 'failed' }); }");
        assertThat(notice(ann)).isVisible();

        ann.evaluate("() => { rtk.initFails = null; }");
        ann.waitForFunction("() => rtk.meetings.length === 2 && rtk.meeting.self.audioEnabled", null, patience());
        assertThat(notice(ann)).isHidden();
        assertThat(button(console, "Mute Ann")).isVisible();
        assertThat(button(ann, "Turn camera off")).isVisible();
    }

    @Test
    void microphone_whoseCopyEnded_isCopiedAnewWhenWantedAgain() {
        ann.evaluate("() => rtk.meeting.self.audioTrack.stop()");
        button(ann, "Mute").click();
        button(ann, "Unmute").click();

        assertThat(button(console, "Mute Ann")).isVisible();
        ann.waitForFunction("() => rtk.meeting.self.audioTrack?.readyState === 'live'", null, patience());
    }

    @Test
    void microphone_thatIsUnplugged_isToldAndOpenedAnewWhenWanted() {
        ann.evaluate("""
                () => {
                    const [track] = opened.getAudioTracks();
                    track.stop();
                    track.dispatchEvent(new Event('ended'));
                }
                """);
        assertThat(ann.getByText("Your microphone stopped working.")).isVisible();
        assertThat(button(console, "Unmute Ann")).isVisible();
        ann.waitForFunction("() => !rtk.meeting.self.audioEnabled", null, patience());

        button(ann, "Unmute").click();
        assertThat(button(console, "Mute Ann")).isVisible();
        ann.waitForFunction("() => rtk.meeting.self.audioTrack.readyState === 'live'", null, patience());
    }

    @Test
    void microphone_thatThePersonForbids_staysOffAlsoForTheOperator() {
        Page ben = page(joinLink(console, "Ben"), new Browser.NewContextOptions(), DEVICES);
        ben.getByLabel("Microphone").uncheck();
        ben.getByLabel("Camera").uncheck();
        join(ben);
        ben.waitForFunction("() => window.rtk?.meeting", null, patience());
        ben.evaluate("() => { window.forbidden = true; }");

        button(ben, "Unmute").click();
        assertThat(ben.getByText("The browser was not allowed to use camera or microphone."))
                .isVisible();
        button(console, "Unmute Ben").click();
        assertThat(console.getByText("Ben could not be unmuted")).isVisible();
        assertThat(button(ben, "Unmute")).isVisible();
        assertThat(ben.evaluate("() => rtk.meeting.self.audioEnabled")).isEqualTo(false);
        assertThat(problems).isEmpty();
    }

    @Test
    void console_whoseTokenIsNotAccepted_comesInWithANewOne() {
        Page second = page(
                console.url(),
                new Browser.NewContextOptions(),
                "window.rtkSettings = { initFails: (time) => time === 1 && '0004' };");
        button(second, "New session").click();
        second.waitForFunction("() => window.rtk?.meeting", null, patience());

        assertThat(second.evaluate("() => new Set(rtk.inits.map(({ authToken }) => authToken)).size"))
                .isEqualTo(2);
        assertThat(notice(second)).isHidden();
        assertThat(problems).isEmpty();
    }

    @Test
    void screen_thatThePersonDoesNotShare_isNotSaidToBeShared() {
        ann.evaluate("() => { rtk.screenRefused = true; }");

        button(ann, "Share screen").click();

        assertThat(ann.getByText("Screen sharing was cancelled.")).isVisible();
        assertThat(button(ann, "Share screen")).isVisible();
    }

    @Test
    void token_thatIsNotAccepted_isSaidAndNotTriedAgain() {
        Page ben = joined(joinLink(console, "Ben"), "window.rtkSettings = { initFails: () => '0004' };");

        assertThat(notice(ben)).containsText("The video service does not accept this link any more");
        assertThat(tile(ben, "Ann")).containsText("No picture");
        assertThat(button(console, "Unmute Ben")).isVisible();
        assertThat(ben.evaluate("() => rtk.inits.length")).isEqualTo(1);
    }

    @Test
    void service_thatFailsAtFirst_isTriedAgainUntilItAnswers() {
        Page ben = joined(joinLink(console, "Ben"), "window.rtkSettings = { initFails: () => '0011' };");
        assertThat(notice(ben)).containsText("the video service failed");
        ben.waitForFunction("() => rtk.inits.length > 1", null, patience());

        ben.evaluate("() => { rtk.initFails = null; }");
        ben.waitForFunction("() => window.rtk?.meeting?.self.audioEnabled", null, patience());
        assertThat(notice(ben)).isHidden();
        assertThat(button(console, "Mute Ben")).isVisible();
    }

    @Test
    void leave_atTheSdk_comesAfterWhatIsUnderWay() {
        button(ann, "Leave").click();
        assertThat(ann.getByText("You left the call").first()).isVisible();

        ann.waitForFunction("() => rtk.calls.includes('leave') && !rtk.meeting.self.audioEnabled", null, patience());
        assertThat(problems).isEmpty();
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(RealtimeKitInBrowserIT.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
