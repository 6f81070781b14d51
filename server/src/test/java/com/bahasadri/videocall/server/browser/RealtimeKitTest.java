package com.bahasadri.videocall.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.bahasadri.videocall.server.emulator.RealtimeKitEmulator;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The jar, told that Cloudflare is an emulator next to it: its pages then ask for the web SDK. */
abstract class RealtimeKitTest extends BrowserTest {
    static final String SDK = "https://cdn.jsdelivr.net/npm/@cloudflare/realtimekit@2.0.2/dist/browser.js";

    @TempDir
    private static Path dataDir;

    static RealtimeKitEmulator cloudflare;
    static RunningJar server;

    @BeforeAll
    static void startServer() {
        cloudflare = RealtimeKitEmulator.start(RealtimeKitEmulator.Settings.temporary());
        server = RunningJar.start(
                dataDir,
                Map.of(
                        "CLOUDFLARE_ACCOUNT_ID", RealtimeKitEmulator.ACCOUNT_ID,
                        "CLOUDFLARE_REALTIME_APP_ID", RealtimeKitEmulator.APP_ID,
                        "CLOUDFLARE_REALTIME_API_TOKEN", RealtimeKitEmulator.API_TOKEN,
                        "CLOUDFLARE_API_BASE_URL", cloudflare.baseUrl().toString()));
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
        if (cloudflare != null) {
            cloudflare.close();
        }
    }

    @Override
    boolean isExpected(String url) {
        return url.equals(SDK);
    }

    /** A participant's page, with a script that runs before its own. */
    Page joined(String link, String script) {
        return join(page(link, new Browser.NewContextOptions(), script));
    }

    static Locator notice(Page page) {
        return page.locator("#media-problem");
    }

    /** The id of who is shown with this name. */
    static String idOf(Page page, String name) {
        Locator tile = tile(page, name);
        assertThat(tile).isVisible();
        return tile.getAttribute("data-participant-id");
    }
}
