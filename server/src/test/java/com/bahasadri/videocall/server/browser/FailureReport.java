package com.bahasadri.videocall.server.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Adds to a failure what the test's pages say and what the servers said last, while they are still there to be asked. */
final class FailureReport implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    private static final double PATIENCE_MILLIS = 2_000;
    private static final int LONGEST = 2_000;

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained((BrowserTest) context.getRequiredTestInstance(), failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained((BrowserTest) context.getRequiredTestInstance(), failure);
    }

    static Throwable explained(BrowserTest test, Throwable failure) {
        failure.addSuppressed(new Circumstances(describe(test)));
        return failure;
    }

    private static String describe(BrowserTest test) {
        StringBuilder report = new StringBuilder("the pages' problems: ").append(test.problems);
        test.pages().forEach(page -> report.append('\n').append(describe(page)));
        return report.append("\n--- the servers said last\n")
                .append(ServerOutput.last())
                .toString();
    }

    /** Without the fragment of its address, which holds a token. */
    private static String describe(Page page) {
        String address = page.url().replaceFirst("#.*", "");
        return "--- page " + address + "\nstatus: " + text(page.locator("#status")) + "\n" + text(page.locator("body"));
    }

    private static String text(Locator shown) {
        try {
            String text = shown.innerText(new Locator.InnerTextOptions().setTimeout(PATIENCE_MILLIS))
                    .replaceAll("\\s*\n\\s*", " | ");
            return text.substring(0, Math.min(LONGEST, text.length()));
        } catch (PlaywrightException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }

    /** Stands below the failure in every report. */
    private static final class Circumstances extends Exception {
        private static final long serialVersionUID = 1;

        Circumstances(String report) {
            super(report, null, false, false);
        }
    }
}
