package com.bahasadri.videocall.server.browser;

import static com.bahasadri.videocall.server.browser.RealtimeKitInBrowserIT.resource;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The pages with Cloudflare's own web SDK, under its hash and the content security policy, against the mock that comes with it.
 * Not in every build: what it takes is fetched by npm, into {@code src/official-sdk}.
 */
@Tag("official-sdk")
class OfficialSdkIT extends RealtimeKitTest {
    private static final Path MODULES = Path.of("src", "official-sdk", "node_modules");
    private static final Path DIST = MODULES.resolve(Path.of("@cloudflare", "realtimekit", "dist"));
    private static final Path RUNTIME = MODULES.resolve(Path.of("@protobuf-ts", "runtime", "build", "es2015"));
    private static final Pattern CLOUDFLARE = Pattern.compile("https://[a-z.-]+\\.realtime\\.cloudflare\\.com/.*");
    private static final Map<String, String> ANYONE =
            Map.of("Access-Control-Allow-Origin", "*", "Access-Control-Allow-Headers", "*");

    private Page console;
    private Page ann;

    @Override
    void prepare(BrowserContext context) {
        context.route(SDK, route -> answer(route, "text/javascript", file(DIST.resolve("browser.js"))));
        context.route(CLOUDFLARE, route -> {
            boolean asked = route.request().url().contains("participant-details");
            answer(route, "application/json", asked ? resource("/official-sdk-participant.json") : "{}");
        });
        context.route(Pattern.compile(".*/web/mock/.*"), OfficialSdkIT::answerMock);
    }

    @Override
    boolean isExpected(String url) {
        return super.isExpected(url) || CLOUDFLARE.matcher(url).matches() || url.startsWith("wss://");
    }

    @BeforeEach
    void openCall() {
        console = consoleWithSession(server.console());
        ann = page(joinLink(console, "Ann"));
        ann.evaluate(resource("/official-sdk-mock.js"), List.of(List.of(List.of("somebody", "Ben"))));
        join(ann);
        ann.waitForFunction("() => meetings[0]?.self.audioEnabled && meetings[0].self.videoEnabled", null, patience());
    }

    @Test
    void call_withTheOfficialSdk_isJoinedControlledAndLeft() {
        assertThat(button(console, "Mute Ann")).isVisible();
        assertThat(notice(ann)).isHidden();

        button(console, "Mute Ann").click();
        assertThat(button(console, "Unmute Ann")).isVisible();
        assertThat(ann.evaluate("() => meetings[0].self.audioEnabled")).isEqualTo(false);
        button(console, "Unmute Ann").click();
        assertThat(button(console, "Mute Ann")).isVisible();
        assertThat(ann.evaluate("() => meetings[0].self.audioEnabled")).isEqualTo(true);

        button(ann, "Turn camera off").click();
        assertThat(button(ann, "Turn camera on")).isVisible();
        assertThat(ann.evaluate("() => meetings[0].self.videoEnabled")).isEqualTo(false);

        button(ann, "Share screen").click();
        assertThat(tile(console, "Ann")).containsText("Shared");
        button(ann, "Stop sharing").click();
        assertThat(tile(console, "Ann")).containsText("Not shared");

        button(ann, "Leave").click();
        ann.waitForFunction("() => meetings[0].self.roomState === 'left'", null, patience());
        assertThat(problems).noneMatch(problem -> problem.contains("Content Security Policy"));
    }

    @Test
    void muteByTheSdk_isToldToTheServer() {
        // The SDK says that the microphone is on before it is done with that, and refuses to switch it off until then.
        ann.waitForFunction("""
                () => {
                    const { self } = meetings[0];
                    self.disableAudio().catch(() => undefined);
                    return !self.audioEnabled;
                }
                """, null, patience().setPollingInterval(400));

        assertThat(button(console, "Unmute Ann")).isVisible();
        assertThat(button(ann, "Unmute")).isVisible();
    }

    private static void answerMock(Route route) {
        String path = URI.create(route.request().url()).getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean runtime = path.contains("/runtime/");
        Path file = runtime ? RUNTIME.resolve(name.endsWith(".js") ? name : name + ".js") : DIST.resolve(name);
        answer(
                route,
                "text/javascript",
                file(file).replace("\"@protobuf-ts/runtime\"", "\"/web/mock/runtime/index.js\""));
    }

    private static void answer(Route route, String type, String body) {
        route.fulfill(new Route.FulfillOptions()
                .setContentType(type)
                .setHeaders(ANYONE)
                .setBody(body));
    }

    private static String file(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("run npm install in server/src/official-sdk", e);
        }
    }
}
