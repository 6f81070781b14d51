package com.bahasadri.videocall.server.browser;

import static com.bahasadri.videocall.server.browser.Screens.awaitInStep;
import static com.bahasadri.videocall.server.browser.Screens.awaitPlayingPast;
import static com.bahasadri.videocall.server.browser.Screens.awaitStandingAt;
import static com.bahasadri.videocall.server.browser.Screens.awaitStandingTogether;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.media.Clip;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import com.bahasadri.videocall.server.support.media.MediaKind;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Video files shared, and played for everyone in step, in real pages. */
class VideoInBrowserIT extends BrowserTest {
    /** Plays for longer than any machine takes for what is done meanwhile. */
    private static final Clip LONG = new Clip(120, 320, 180);

    /** About 200 kB, so that its upload can be watched. */
    private static final Clip WATCHED = new Clip(30, 320, 180);

    private static final String NO_SOUND_UNASKED = """
            const play = HTMLMediaElement.prototype.play;
            addEventListener('click', ({ target }) => { window.asked ||= target.textContent === 'Click for sound'; }, true);
            HTMLMediaElement.prototype.play = function () {
                if (this.muted || window.asked) return play.call(this);
                return Promise.reject(new DOMException('No sound unasked', 'NotAllowedError'));
            };
            """;

    /** Everything that the list of files says meanwhile. */
    private static final String NOTED_PROGRESS = """
            () => {
                const list = document.getElementById('files');
                window.noted = [];
                const options = { subtree: true, childList: true };
                new MutationObserver(() => noted.push(list.textContent)).observe(list, options);
            }
            """;

    @RegisterExtension
    static final OneJar SERVER = new OneJar();

    @Test
    void sharedVideo_playedByTheOperator_isInStepOnEveryPage() {
        Page console = consoleWithSession(SERVER.console());
        Page ann = quietly(page(joinLink(console, "Ann")));
        Page ben = quietly(page(joinLink(console, "Ben")));
        chooser(ann).setInputFiles(MediaFiles.of(MediaKind.MP4, LONG));
        String name = MediaFiles.of(MediaKind.MP4, LONG).getFileName().toString();
        assertThat(files(ann)).containsText("from you");
        assertThat(files(ben)).containsText("2:00");
        assertThat(files(console)).containsText("from Ann");
        assertThat(ben.locator("#shared")).isHidden();

        button(console, "Play " + name + " for everyone").click();
        awaitPlayingPast(4, console, ann, ben);
        awaitInStep(console, ann, ben);

        Page cara = quietly(page(joinLink(console, "Cara")));
        awaitPlayingPast(6, cara);
        awaitInStep(ann, cara);
        assertThat(console.locator("#shared")).containsText(Pattern.compile("4 pages in step within \\d+ ms"));

        Locator slider = console.getByLabel("Position for everyone");
        slider.fill("20");
        awaitPlayingPast(20.5, console, ann, ben, cara);
        awaitInStep(ann, ben, cara);

        button(console, "Pause for everyone").click();
        assertThat(ann.locator("#shared")).containsText("Paused");
        awaitStandingTogether(console, ann, ben, cara);
        slider.fill("5.25");
        awaitStandingAt(5.25, console, ann, ben, cara);
        awaitStandingTogether(console, ann, ben, cara);

        button(console, "Delete " + name).click();
        button(console, "Delete for everyone").click();
        assertThat(button(console, "Share video file")).isFocused();
        for (Page page : new Page[] {console, ann, ben, cara}) {
            assertThat(page.locator("#shared")).isHidden();
            assertThat(page.locator("#files")).containsText("None yet");
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void upload_droppedOntoThePage_isSharedWhileItsProgressShows() {
        Page console = consoleWithSession(SERVER.console());
        Page ann = quietly(page(joinLink(console, "Ann")));
        slowDown(console, 150_000);
        console.evaluate(NOTED_PROGRESS);

        drop(console, "<img src=x>.webm", MediaFiles.bytes(MediaFiles.of(MediaKind.WEBM, WATCHED)));

        assertThat(files(console)).containsText("<img src=x>.webm");
        assertThat(files(ann)).containsText("from the operator");
        assertThat(console.getByLabel("Being shared")).isHidden();
        assertThat(console.evaluate("() => noted.join('\\n')").toString())
                .containsPattern("[1-9]\\d? %, \\S+ KB of \\S+ KB, 0:0\\d left");
        assertThat(console.locator("main img")).hasCount(0);
        assertThat(problems).isEmpty();
    }

    @Test
    void upload_cancelled_leavesNothing() {
        Page console = consoleWithSession(SERVER.console());
        Page ann = quietly(page(joinLink(console, "Ann")));
        slowDown(ann, 50_000);

        chooser(ann).setInputFiles(MediaFiles.paddedMp4(1_000_000));
        assertThat(ann.getByLabel("Being shared")).containsText(Pattern.compile("[1-9]\\d? %"));
        button(ann, "Cancel padded-1000000.mp4").click();

        assertThat(ann.getByLabel("Being shared")).isHidden();
        assertThat(ann.locator("#files").getByRole(AriaRole.ALERT)).isEmpty();
        chooser(ann).setInputFiles(MediaFiles.mp4());
        assertThat(files(console).getByRole(AriaRole.LISTITEM)).hasCount(1);
        assertThat(files(console)).containsText("from Ann");
        assertThat(problems).isEmpty();
    }

    @Test
    void upload_ofNoVideo_isToldInASentence() {
        Page console = consoleWithSession(SERVER.console());

        chooser(console).setInputFiles(new FilePayload("notes.mp4", "video/mp4", "not a video".getBytes()));

        Locator alert = console.locator("#files").getByRole(AriaRole.ALERT);
        assertThat(alert).containsText("notes.mp4 was not shared. The file is not");
        button(console, "Dismiss").click();
        assertThat(alert).isEmpty();
    }

    @Test
    void file_droppedBeforeThereIsACall_doesNotTakeThePageAway() {
        Page console = page(SERVER.console());

        assertThat(drop(console, "holiday.webm", new byte[10])).isEqualTo(true);
        assertThat(button(console, "New session")).isVisible();
    }

    @Test
    void sharedVideo_whoseUrlNoLongerOpensIt_playsFromAFreshOne() {
        Page console = consoleWithSession(SERVER.console());
        Page ann = page(joinLink(console, "Ann"));
        AtomicInteger asked = new AtomicInteger();
        ann.route(Pattern.compile("/video-file/.*signature="), route -> {
            if (asked.getAndIncrement() == 0) {
                route.fulfill(new Route.FulfillOptions().setStatus(403));
            } else {
                route.resume();
            }
        });
        quietly(ann);
        chooser(console).setInputFiles(MediaFiles.of(MediaKind.MP4, LONG));

        button(console, Pattern.compile("^Play .* for everyone")).click();

        awaitPlayingPast(1, ann);
        assertThat(asked.get()).isGreaterThan(1);
    }

    @Test
    void sharedVideo_heldBackByTheBrowser_playsMutedUntilAClick() {
        Page console = consoleWithSession(SERVER.console());
        Page ann = quietly(page(joinLink(console, "Ann"), new Browser.NewContextOptions(), NO_SOUND_UNASKED));
        chooser(console).setInputFiles(MediaFiles.of(MediaKind.MP4, LONG));

        button(console, Pattern.compile("^Play .* for everyone")).click();
        awaitPlayingPast(1, ann);
        assertThat(ann.evaluate("() => document.querySelector('#shared video').muted"))
                .isEqualTo(true);
        button(ann, "Click for sound").click();

        assertThat(button(ann, "Click for sound")).isHidden();
        assertThat(ann.evaluate("() => document.querySelector('#shared video').muted"))
                .isEqualTo(false);
        awaitPlayingPast(2, ann);
        assertThat(problems).isEmpty();
    }

    /** In the call without devices, which would only take time. */
    private static Page quietly(Page page) {
        page.getByLabel("Microphone").uncheck();
        page.getByLabel("Camera").uncheck();
        Page joined = join(page);
        assertThat(button(joined, "Share video file")).isEnabled();
        return joined;
    }

    private static Locator chooser(Page page) {
        assertThat(button(page, "Share video file")).isEnabled();
        return page.getByLabel("Video files to share");
    }

    private static Locator files(Page page) {
        return page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Shared videos"));
    }

    private static Locator button(Page page, Pattern name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static void slowDown(Page page, int bytesPerSecond) {
        JsonObject conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", bytesPerSecond);
        page.context().newCDPSession(page).send("Network.emulateNetworkConditions", conditions);
    }

    /** Drops a file and answers whether the browser was kept from opening it. */
    private static Object drop(Page page, String name, byte[] content) {
        return page.evaluate(
                """
                ({ name, content }) => {
                    const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
                    const dataTransfer = new DataTransfer();
                    dataTransfer.items.add(new File([bytes], name));
                    const drop = (type) => new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
                    document.body.dispatchEvent(drop('dragover'));
                    return !document.body.dispatchEvent(drop('drop'));
                }
                """, Map.of("name", name, "content", Base64.getEncoder().encodeToString(content)));
    }
}
