package com.bahasadri.videocall.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the web SDK does not come, or is not what it should be, the pages say so and go on without. */
class RealtimeKitLoadingIT extends RealtimeKitTest {
    private static final String REASON = "the video service could not be loaded";

    private boolean answered;

    @Override
    void prepare(BrowserContext context) {
        context.route(SDK, route -> {
            if (answered) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
                        .setBody("window.tampered = true;"));
            } else {
                route.abort();
            }
        });
    }

    @Test
    void sdk_thatIsBlocked_isSaidOnBothPagesAndToldAsMuted() {
        Page console = consoleWithSession(server.console());
        Page ann = joined(joinLink(console, "Ann"));

        assertThat(notice(ann)).containsText(REASON);
        assertThat(notice(console)).containsText(REASON);
        assertThat(button(console, "Unmute Ann")).isVisible();
        assertThat(tile(console, "Ann")).containsText("No picture");
    }

    @Test
    void sdk_withAnotherHash_isNotRunAndSaid() {
        answered = true;
        Page console = consoleWithSession(server.console());

        assertThat(notice(console)).containsText(REASON);
        assertThat(console.evaluate("() => window.tampered ?? false")).isEqualTo(false);
        assertThat(problems).anyMatch(problem -> problem.contains("integrity"));
    }
}
