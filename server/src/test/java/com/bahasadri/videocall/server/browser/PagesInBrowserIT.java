package com.bahasadri.videocall.server.browser;

import static com.bahasadri.videocall.server.browser.Pictures.awaitMoving;
import static com.bahasadri.videocall.server.browser.Pictures.awaitPlaying;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The pages in less friendly circumstances: odd names, small screens, no camera, closed and restarted servers. */
class PagesInBrowserIT extends BrowserTest {
    private static final String OPERATOR_KEY = "an operator key only of this test";
    private static final String DENIED = """
            navigator.mediaDevices.getUserMedia = () =>
                Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
            """;

    @RegisterExtension
    static final OneJar SERVER = new OneJar();

    @Test
    void name_withMarkup_isShownAsTyped() {
        String name = "<img src=x onerror=\"document.title='owned'\"><b>Zoë & Co</b>";
        Page console = consoleWithSession(SERVER.console());
        Page ann = joined(joinLink(console, name));
        Page ben = joined(joinLink(console, "Ben"));

        assertThat(button(console, "Mute " + name)).isVisible();
        assertThat(tile(ben, name)).isVisible();
        assertThat(tile(ann, name + " (you)")).isVisible();

        for (Page page : new Page[] {console, ann, ben}) {
            assertThat(page.locator("img, main b")).hasCount(0);
            assertThat(page.title()).isNotEqualTo("owned");
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void pages_onAPhone_fitAndKeepTheControlsInReach() {
        Page console = page(SERVER.console(), phone(), "");
        button(console, "New session").click();
        Page ann = join(page(joinLink(console, "W".repeat(100)), phone(), ""));
        Page ben = join(page(joinLink(console, "Ben"), phone(), ""));
        awaitPlaying(console, 2);
        awaitPlaying(ben, 2);

        for (Page page : new Page[] {console, ann, ben}) {
            assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                    .as("no horizontal scroll")
                    .isEqualTo(true);
        }
        for (String name : new String[] {"Mute", "Turn camera off", "Share screen", "Leave"}) {
            assertThat(button(ann, name)).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void camera_denied_isToldInWordsAndJoiningWithoutWorks() {
        Page console = consoleWithSession(SERVER.console());
        Page ann = page(joinLink(console, "Ann"), new Browser.NewContextOptions(), DENIED);

        button(ann, "Join call").click();
        assertThat(ann.getByRole(AriaRole.ALERT)).containsText("not allowed to use camera or microphone");
        assertThat(button(ann, "Try again")).isVisible();

        button(ann, "Join without camera and microphone").click();
        assertThat(button(ann, "Leave")).isVisible();
        assertThat(button(console, "Unmute Ann")).isVisible();
        assertThat(tile(console, "Ann").getByText("Camera is off")).isVisible();
        assertThat(problems).isEmpty();
    }

    @Test
    void console_byKeyboardAlone_createsAndEndsASession() {
        Page console = page(SERVER.console());

        console.getByLabel("Session name").focus();
        console.keyboard().type("Weekly");
        console.keyboard().press("Enter");
        Locator heading = console.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Weekly"));
        assertThat(heading).isFocused();

        button(console, "End session").focus();
        console.keyboard().press("Enter");
        assertThat(button(console, "Keep session")).isFocused();
        console.keyboard().press("Escape");
        assertThat(button(console, "End session")).isFocused();

        console.keyboard().press("Enter");
        console.keyboard().press("Tab");
        assertThat(button(console, "End session for everyone")).isFocused();
        console.keyboard().press("Enter");
        assertThat(console.getByText("Session ended")).isFocused();
        assertThat(problems).isEmpty();
    }

    @Test
    void closedServer_withTheOperatorKey_holdsACall(@TempDir Path dataDir) {
        try (RunningJar closed = RunningJar.start(dataDir, Map.of("VIDEO_CALL_OPERATOR_KEYS", OPERATOR_KEY))) {
            Page console = page(closed.console());
            typeKey(console, "another key, of which nobody knows");
            assertThat(console.getByText("The operator key was not accepted")).isVisible();
            assertThat(console.getByLabel("Operator key")).isFocused();
            typeKey(console, OPERATOR_KEY);
            assertThat(console.getByLabel("Session name")).isFocused();
            assertThat(console.getByText("The operator key was not accepted")).isHidden();
            button(console, "New session").click();
            assertThat(button(console, "Copy join link")).isVisible();
            problems.clear(); // the browser reports each refusal

            Page ann = joined(joinLink(console, "Ann"));
            awaitMoving(console, "Ann");
            ann.reload();
            assertThat(button(ann, "Leave")).isVisible();
            awaitMoving(console, "Ann");
            assertThat(problems).isEmpty();
        }
    }

    @Test
    void call_whoseServerIsRestarted_goesOnWithEverybody(@TempDir Path dataDir) {
        RunningJar first = RunningJar.start(dataDir);
        Page console;
        Page ann;
        try (first) {
            console = consoleWithSession(first.console());
            ann = joined(joinLink(console, "Ann"));
            awaitMoving(console, "Ann");
        }
        assertThat(ann.getByText("The connection to the server was lost")).isVisible();
        assertThat(console.getByText("The connection to the server was lost")).isVisible();
        button(ann, "Mute").click();

        String port = Integer.toString(URI.create(first.console()).getPort());
        try (RunningJar second = RunningJar.start(dataDir, Map.of("VIDEO_CALL_PORT", port))) {
            assertThat(second.console()).isEqualTo(first.console());
            assertThat(button(console, "Unmute Ann")).isVisible();
            awaitMoving(console, "Ann");
            button(console, "Unmute Ann").click();
            assertThat(button(ann, "Mute")).isVisible();
            assertThat(console.locator("#count")).hasText("1 participant");
        }
    }

    private static void typeKey(Page console, String key) {
        console.getByLabel("Operator key").fill(key);
        console.keyboard().press("Enter");
    }

    private static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions().setViewportSize(360, 740);
    }
}
