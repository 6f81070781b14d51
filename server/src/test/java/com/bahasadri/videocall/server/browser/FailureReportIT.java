package com.bahasadri.videocall.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FailureReportIT extends BrowserTest {
    @RegisterExtension
    static final OneJar SERVER = new OneJar();

    @Test
    void failure_ofATestInTheBrowser_saysWhatPagesAndServersSaidWithoutAToken() {
        Page console = consoleWithSession(SERVER.console());
        String link = joinLink(console, "Ann");
        page(link);
        problems.add("something went wrong");

        Throwable explained = FailureReport.explained(this, new AssertionError("red"));

        assertThat(explained).hasMessage("red");
        assertThat(explained.getSuppressed())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains(
                        "something went wrong", "status: Join link copied.", "Join call", "operation=\"createSession\"")
                .doesNotContain(link.replaceFirst(".*token=([^&]+).*", "$1"));
    }
}
