package com.bahasadri.videocall.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the server is set to ask, nobody's microphone is switched on without a yes. */
class AskedInBrowserIT extends BrowserTest {
    @RegisterExtension
    static final OneJar SERVER = new OneJar(Map.of("VIDEO_CALL_UNMUTE", "ask"));

    @Test
    void refusal_afterTheAnswer_isToldTheOperator() {
        Page console = consoleWithSession(SERVER.console());
        Page ann = joined(joinLink(console, "Ann"));
        button(console, "Mute Ann").click();

        button(console, "Unmute Ann").click();
        assertThat(console.getByText("Ann is being asked.")).isVisible();
        button(ann, "Stay muted").click();

        assertThat(console.getByText("Ann could not be unmuted: Declined.")).isVisible();
        assertThat(problems).isEmpty();
    }

    @Test
    void unmute_isDoneOnlyWhenThePersonAgrees() {
        Page console = consoleWithSession(SERVER.console());
        Page ann = joined(joinLink(console, "Ann"));
        button(console, "Mute Ann").click();
        assertThat(button(ann, "Unmute")).isVisible();

        button(console, "Unmute Ann").click();
        button(ann, "Stay muted").click();
        assertThat(button(ann, "Stay muted")).isHidden();
        assertThat(button(ann, "Unmute")).isVisible();
        assertThat(console.getByText("Ann could not be unmuted: Declined.")).isVisible();

        button(console, "Unmute Ann").click();
        button(ann, "Switch it on").click();
        assertThat(button(ann, "Mute")).isVisible();
        assertThat(button(console, "Mute Ann")).isVisible();
        assertThat(problems).isEmpty();
    }
}
