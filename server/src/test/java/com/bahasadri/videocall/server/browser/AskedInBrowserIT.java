package com.bahasadri.videocall.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the server is set to ask, nobody's microphone is switched on without a yes. */
class AskedInBrowserIT extends BrowserTest {
    @TempDir
    private static Path dataDir;

    private static RunningJar server;

    @BeforeAll
    static void startServer() {
        server = RunningJar.start(dataDir, Map.of("VIDEO_CALL_UNMUTE", "ask"));
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void unmute_isDoneOnlyWhenThePersonAgrees() {
        Page console = consoleWithSession(server);
        Page ann = joined(joinLink(console, "Ann"));
        button(console, "Mute Ann").click();
        assertThat(button(ann, "Unmute")).isVisible();

        button(console, "Unmute Ann").click();
        button(ann, "Stay muted").click();
        assertThat(button(ann, "Stay muted")).isHidden();
        assertThat(button(ann, "Unmute")).isVisible();
        assertThat(console.getByText("Ann could not be unmuted")).isVisible();

        button(console, "Unmute Ann").click();
        button(ann, "Switch it on").click();
        assertThat(button(ann, "Mute")).isVisible();
        assertThat(button(console, "Mute Ann")).isVisible();
        assertThat(problems).isEmpty();
    }
}
