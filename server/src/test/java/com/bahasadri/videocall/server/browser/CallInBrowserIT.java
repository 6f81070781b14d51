package com.bahasadri.videocall.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds real calls in a real browser: the operator in one page, the participants in others. */
class CallInBrowserIT {
    private static final double PATIENCE_MILLIS = 40_000;
    /** Some frames of a remote picture were decoded, and its size is known. */
    private static final String PLAYING =
            """
            (wanted) => [...document.querySelectorAll('video')].filter(video =>
                video.videoWidth > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 3).length >= wanted
            """;

    private static Playwright playwright;
    private static Browser browser;

    @TempDir
    private Path dataDir;

    private RunningJar server;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    @BeforeAll
    static void startBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(Chromium.launchOptions());
    }

    @AfterAll
    static void stopBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void startServer() {
        server = RunningJar.start(dataDir);
    }

    @AfterEach
    void stopServer() {
        contexts.forEach(BrowserContext::close);
        server.close();
    }

    @Test
    void call_twoParticipantsAndOperator_isHeldControlledAndEnded() {
        Page console = page(server.console());
        button(console, "New session").click();
        Page ann = joined(joinLink(console, "Ann"), "Ann");
        Page ben = joined(joinLink(console, "Ben"), "Ben");

        ann.waitForFunction(PLAYING, 2, patience());
        ben.waitForFunction(PLAYING, 2, patience());
        console.waitForFunction(PLAYING, 2, patience());

        button(console, "Mute Ann").click();
        assertThat(button(console, "Unmute Ann")).isVisible();
        assertThat(button(ann, "Unmute")).isVisible();
        assertThat(ben.getByText(Pattern.compile("muted|microphone off", Pattern.CASE_INSENSITIVE)).first())
                .isVisible();

        button(console, "Unmute Ann").click();
        assertThat(button(console, "Mute Ann")).isVisible();
        assertThat(button(ann, "Mute")).isVisible();

        button(ann, "Turn camera off").click();
        assertThat(button(ann, "Turn camera on")).isVisible();
        button(ben, "Share screen").click();
        assertThat(button(ben, "Stop sharing")).isVisible();
        console.waitForFunction(PLAYING, 3, patience());
        button(ben, "Stop sharing").click();
        assertThat(button(ben, "Share screen")).isVisible();

        button(console, "End session").click();
        button(console, "End session for everyone").click();
        assertThat(ann.getByText("The call has ended").first()).isVisible();
        assertThat(ben.getByText("The call has ended").first()).isVisible();
        assertThat(problems).isEmpty();
    }

    @Test
    void joinLink_openedInTwoTabs_joinsTwoParticipants() {
        Page console = page(server.console());
        button(console, "New session").click();
        String link = joinLink(console, "Guest");

        Page first = joined(link, "Ann");
        Page second = joined(link, "Ben");

        first.waitForFunction(PLAYING, 2, patience());
        second.waitForFunction(PLAYING, 2, patience());
        console.waitForFunction(PLAYING, 2, patience());
        assertThat(problems).isEmpty();
    }

    @Test
    void removedParticipant_byOperator_isOutAndStaysOut() {
        Page console = page(server.console());
        button(console, "New session").click();
        Page ann = joined(joinLink(console, "Ann"), "Ann");
        console.waitForFunction(PLAYING, 1, patience());

        button(console, "Remove Ann").click();

        assertThat(ann.getByText("You were removed from the call").first()).isVisible();
        assertThat(button(console, "Remove Ann")).hasCount(0);
        assertThat(problems).isEmpty();
    }

    private Page page(String url) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setPermissions(List.of("camera", "microphone", "clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        contexts.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                problems.add(message.text());
            }
        });
        page.onPageError(problems::add);
        page.navigate(url);
        return page;
    }

    private static String joinLink(Page console, String name) {
        console.getByLabel("Participant name").fill(name);
        button(console, "Copy join link").click();
        Locator shown = console.getByLabel("Join link", new Page.GetByLabelOptions().setExact(true));
        assertThat(shown).hasValue(Pattern.compile("&name=" + name + "$"));
        String link = shown.inputValue();
        assertThat(console.evaluate("() => navigator.clipboard.readText()")).isEqualTo(link);
        return link;
    }

    private Page joined(String link, String name) {
        Page page = page(link);
        page.getByLabel("Your name").fill(name);
        button(page, "Join call").click();
        assertThat(button(page, "Leave")).isVisible();
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Page.WaitForFunctionOptions patience() {
        return new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MILLIS);
    }
}
