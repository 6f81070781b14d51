package com.bahasadri.videocall.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A browser whose pages report what goes wrong in them, and the steps that every call begins with. */
@ExtendWith(FailureReport.class)
abstract class BrowserTest {
    private static final double PATIENCE_MILLIS = 40_000;

    /** Counts people, over all tests of a server: it lets each address make only some sessions a minute. */
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    @RegisterExtension
    static final OneBrowser BROWSER = new OneBrowser();

    /** Errors on any page's console, uncaught exceptions, and requests to another host than the page's own. */
    final List<String> problems = new ArrayList<>();

    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    static void bePatient() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void closePages() {
        contexts.forEach(BrowserContext::close);
    }

    /** What is open, as a person in each. */
    List<Page> pages() {
        return contexts.stream().flatMap(context -> context.pages().stream()).toList();
    }

    Page page(String url) {
        return page(url, new Browser.NewContextOptions(), "");
    }

    /** A page of its own context, as of another person; the script runs in it before any of the page's own. */
    Page page(String url, Browser.NewContextOptions options, String script) {
        BrowserContext context = BROWSER.browser()
                .newContext(options.setPermissions(List.of("camera", "microphone", "clipboard-read", "clipboard-write"))
                        .setExtraHTTPHeaders(
                                Map.of("X-Forwarded-For", "2001:db8:0:%x::1".formatted(PEOPLE.incrementAndGet()))));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        // Scripts run in the empty page before the first one, too, which has no camera for instance.
        context.addInitScript(Sounds.METER + "if (location.href !== 'about:blank') {\n" + script + "\n}");
        contexts.add(context);
        prepare(context);
        String host = URI.create(url).getAuthority();
        // Also those that a test or a page opens beside the first.
        context.onPage(opened -> watch(opened, host));
        Page page = context.newPage();
        page.navigate(url);
        return page;
    }

    private void watch(Page page, String host) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                problems.add(message.text());
            }
        });
        page.onPageError(problems::add);
        page.onRequest(request -> noteForeign(request.url(), host));
        page.onWebSocket(socket -> noteForeign(socket.url(), host));
    }

    /** Before a context's first page. */
    void prepare(BrowserContext context) {}

    /** Whether pages may ask another host for this. */
    boolean isExpected(String url) {
        return false;
    }

    private void noteForeign(String url, String host) {
        boolean local = url.startsWith("data:") || url.startsWith("blob:");
        if (!local && !isExpected(url) && !host.equals(URI.create(url).getAuthority())) {
            problems.add("a request to another host: " + url);
        }
    }

    /** A console with a fresh session. */
    Page consoleWithSession(String url) {
        Page console = page(url);
        button(console, "New session").click();
        assertThat(button(console, "Copy join link")).isVisible();
        return console;
    }

    static String joinLink(Page console, String name) {
        console.getByLabel("Participant name").fill(name);
        button(console, "Copy join link").click();
        Locator shown = console.getByLabel("Join link", new Page.GetByLabelOptions().setExact(true));
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        assertThat(shown).hasValue(Pattern.compile("&name=" + encoded.replaceAll("[.*]", "\\\\$0") + "$"));
        String link = shown.inputValue();
        assertThat(console.evaluate("() => navigator.clipboard.readText()")).isEqualTo(link);
        return link;
    }

    Page joined(String link) {
        return join(page(link));
    }

    static Page join(Page page) {
        button(page, "Join call").click();
        assertThat(button(page, "Leave")).isVisible();
        return page;
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The tile of a participant, by the name it shows. */
    static Locator tile(Page page, String heading) {
        Locator ofName = page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading).setExact(true));
        return page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHas(ofName));
    }

    static Page.WaitForFunctionOptions patience() {
        return new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MILLIS);
    }
}
