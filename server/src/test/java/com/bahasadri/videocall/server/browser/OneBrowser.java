package com.bahasadri.videocall.server.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Playwright;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One browser for all classes, for a start takes long: what pages may share ends with each test's contexts. */
final class OneBrowser implements BeforeAllCallback {
    private Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot().getStore(Namespace.create(OneBrowser.class)).getOrComputeIfAbsent(Running.class);
        running.start();
    }

    Browser browser() {
        return running.browser;
    }

    /** Ends with the tests. */
    static final class Running implements AutoCloseable {
        private final Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

        private Browser browser;

        /** Starts it, also where it has crashed in a class before; what that class left open ends. */
        void start() {
            if (browser == null || !browser.isConnected()) {
                browser = playwright.chromium().launch(Chromium.launchOptions());
            }
            browser.contexts().forEach(BrowserContext::close);
        }

        @Override
        public void close() {
            playwright.close();
        }
    }
}
