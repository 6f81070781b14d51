package com.bahasadri.videocall.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The modules that share files one by one, in the browser that runs them. */
class UploadModulesIT extends BrowserTest {
    /** A queue whose uploads end when the test says so; {@code told} is what the queue tells. */
    private static final String QUEUE = """
            async () => {
                const { UploadQueue } = await import('/web/js/upload-queue.js');
                const { Cancelled } = await import('/web/js/upload.js');
                const { ApiError } = await import('/web/js/api.js');
                window.told = [];
                window.sending = [];
                window.ApiError = ApiError;
                const send = (file, onProgress, signal) => new Promise((resolve, reject) => {
                    sending.push({ name: file.name, onProgress, resolve, reject });
                    signal.addEventListener('abort', () => reject(new Cancelled()));
                });
                window.queue = new UploadQueue(send, () => 0);
                queue.addEventListener('shared', ({ detail }) => told.push(`shared ${detail}`));
                queue.addEventListener('failed', ({ detail }) => told.push(detail));
                window.look = () => queue.uploads.map(({ file, phase, sent }) => `${file.name} ${phase} ${sent}`);
                queue.add(['a', 'b', 'c'].map((name) => new File(['12345'], name)));
            }
            """;

    @RegisterExtension
    static final OneJar SERVER = new OneJar();

    private Page page;

    @BeforeEach
    void openPage() {
        page = page(SERVER.console());
    }

    @Test
    void queue_severalFiles_areSentOneAfterTheOther() {
        page.evaluate(QUEUE);

        page.evaluate("() => sending[0].onProgress(3)");
        assertThat(page.evaluate("() => look()")).isEqualTo(List.of("a sending 3", "b waiting 0", "c waiting 0"));

        page.evaluate("() => sending[0].resolve()");
        assertThat(page.evaluate("() => look()")).isEqualTo(List.of("b sending 0", "c waiting 0"));
        assertThat(page.evaluate("() => told")).isEqualTo(List.of("shared a"));
    }

    @Test
    void queue_cancelled_sendsTheNextAndTellsNothing() {
        page.evaluate(QUEUE);

        page.evaluate("() => { queue.cancel(2); queue.cancel(1); queue.cancel(99); }");
        assertThat(page.evaluate("() => look()")).isEqualTo(List.of("c sending 0"));

        page.evaluate("() => queue.cancelAll()");
        assertThat(page.evaluate("() => [look(), sending.map(({ name }) => name), told]"))
                .isEqualTo(List.of(List.of(), List.of("a", "c"), List.of()));
    }

    @Test
    void queue_oneThatFails_tellsWhyAndGoesOn() {
        page.evaluate(QUEUE);

        page.evaluate("() => sending[0].reject(new ApiError(400, 'INVALID_FILE_TYPE', 'The file is cut off'))");

        assertThat(page.evaluate("() => told")).isEqualTo(List.of("a was not shared. The file is cut off."));
        assertThat(page.evaluate("() => look()")).isEqualTo(List.of("b sending 0", "c waiting 0"));
    }

    @Test
    void failure_ofEachCode_isASentenceWithTheRemedy() {
        Object sentences = page.evaluate("""
                async () => {
                    const { failureWords } = await import('/web/js/upload-words.js');
                    const { ApiError } = await import('/web/js/api.js');
                    const codes = ['FILE_TOO_LARGE', 'STORAGE_FULL', 'SESSION_ENDED', 'UNAUTHORIZED', 'UNAVAILABLE',
                        'UNREACHABLE', 'INTERNAL_ERROR', 'constructor'];
                    return codes.map((code) => failureWords('a.mp4', new ApiError(1, code, 'What the server says')));
                }
                """);

        assertThat(sentences)
                .isEqualTo(List.of(
                        "a.mp4 was not shared. What the server says. Share a smaller one.",
                        "a.mp4 was not shared. What the server says. The operator can delete files to make room.",
                        "a.mp4 was not shared. The session has ended.",
                        "a.mp4 was not shared. The server no longer accepts this page. Load it again, and share the file"
                                + " again.",
                        "a.mp4 was not shared. What the server says. Try again in a moment.",
                        "a.mp4 was not shared. The connection to the server was lost. Try again when it is back.",
                        "a.mp4 was not shared. What the server says.",
                        "a.mp4 was not shared. What the server says."));
    }

    @Test
    void progress_inWords_hasBytesPercentAndTimeLeft() {
        Object words = page.evaluate("""
                async () => {
                    const { progressWords, Speed } = await import('/web/js/upload-words.js');
                    const speed = new Speed();
                    const left = [];
                    for (const [sent, at] of [[0, 0], [500_000, 500], [1_000_000, 1_000], [1_000_000, 9_000], [1_000_000, 14_000]]) {
                        speed.note(sent, at);
                        left.push(speed.secondsLeft(10_000_000));
                    }
                    return [
                        progressWords({ sent: 0, size: 73_400_000, secondsLeft: null }),
                        progressWords({ sent: 8_808_000, size: 73_400_000, secondsLeft: 40.2 }),
                        progressWords({ sent: 5, size: 5, secondsLeft: 0 }),
                        progressWords({ sent: 0, size: 0, secondsLeft: null }),
                        left,
                    ];
                }
                """);

        assertThat(words)
                .isEqualTo(List.of(
                        "0 %, 0 bytes of 73.4 MB",
                        "12 %, 8.8 MB of 73.4 MB, 0:41 left",
                        "Sent. The server is looking at it…",
                        "Sent. The server is looking at it…",
                        Arrays.asList(null, null, 9, null, null)));
    }

    @Test
    void bytes_ofAnySize_areWrittenShortly() {
        Object words = page.evaluate("""
                async () => {
                    const { bytesWords } = await import('/web/js/words.js');
                    return [0, 1, 999, 1_000, 999_949, 999_950, 7_340_032, 2_500_000_000, 3e15].map(bytesWords);
                }
                """);

        assertThat(words)
                .isEqualTo(List.of(
                        "0 bytes",
                        "1 byte",
                        "999 bytes",
                        "1.0 KB",
                        "999.9 KB",
                        "1.0 MB",
                        "7.3 MB",
                        "2.5 GB",
                        "3000.0 TB"));
    }
}
