package com.bahasadri.videocall.examples.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.contract.SmallVideo;
import com.bahasadri.videocall.server.testing.SimulatedParticipant;
import com.bahasadri.videocall.server.testing.SimulatedParticipant.OnCommand;
import com.bahasadri.videocall.server.testing.VideoCallServer;
import com.bahasadri.videocall.server.testing.VideoCallServerExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs the commands against a real server and reads what they print. */
class OperatorCliTest {
    private static final String KEY = "a-key-of-an-operator-of-32-characters";

    @RegisterExtension
    static final VideoCallServerExtension SERVER =
            VideoCallServerExtension.of(VideoCallServer.builder().set("VIDEO_CALL_OPERATOR_KEYS", KEY));

    @Test
    void create_printsTheSession_thatALinkLeadsTo() {
        String session = run("create", "--name", "Weekly review").line();

        URI link = URI.create(run("link", session, "Ann").line());

        assertThat(SERVER.join(link).isConnected()).isTrue();
    }

    @Test
    void watch_printsATableAfterEachChange_untilTheCallEnds() throws Exception {
        String session = run("create").line();
        Screen screen = new Screen();
        CompletableFuture<Integer> watching = CompletableFuture.supplyAsync(() -> screen.run("watch", session));
        screen.await(text -> text.contains("NAME"));

        SimulatedParticipant ann =
                SERVER.join(URI.create(run("link", session, "Ann").line()));
        ann.setScreenSharing(true);
        ann.setConnectionQuality("poor");
        SERVER.faults().dropConnections();
        ann.reconnect();
        run("mute", session, ann.participantId());
        run("end", session);

        assertThat(watching.get(30, SECONDS)).isZero();
        assertThat(screen.rows())
                .startsWith("NAME MIC CAMERA SCREEN CONNECTION PARTICIPANT")
                .containsSubsequence(
                        "Ann on on - good " + ann.participantId(),
                        "Ann on on shared good " + ann.participantId(),
                        "Ann on on shared poor " + ann.participantId(),
                        "Ann off on shared poor " + ann.participantId())
                .endsWith("The call has ended.");
    }

    @Test
    void mute_thatIsRefused_saysSoAndFails() {
        String session = run("create").line();
        SimulatedParticipant ann =
                SERVER.join(URI.create(run("link", session, "Ann").line()));
        ann.onCommand(OnCommand.REFUSE);

        Screen refused = new Screen();
        assertThat(refused.run("mute", session, ann.participantId())).isEqualTo(1);
        assertThat(refused.text()).isEqualToIgnoringNewLines("Not muted: refused");
    }

    @Test
    void mute_withoutAParticipant_mutesEverybody() {
        String session = run("create").line();
        SimulatedParticipant ann =
                SERVER.join(URI.create(run("link", session, "Ann").line()));

        assertThat(run("mute", session).line()).isEqualTo("Everybody is muted.");
        assertThat(ann.isMuted()).isTrue();
    }

    @Test
    void upload_showsABarThatFillsUp(@TempDir Path folder) throws Exception {
        String session = run("create").line();
        Path file = Files.write(folder.resolve("clip.mp4"), SmallVideo.bytes());

        String text = run("upload", session, file.toString()).text();

        assertThat(text).contains("\r[" + "#".repeat(30) + "] 100 %").containsPattern("(?m)^[0-9a-f-]{36}$");
    }

    @Test
    void command_thatFails_saysWhyOnOneLine() {
        Screen failed = new Screen();

        assertThat(failed.run("end", "nobody-knows-it")).isEqualTo(1);
        assertThat(failed.text())
                .contains("failed with 404 SESSION_NOT_FOUND")
                .hasLineCount(1)
                .doesNotContain(KEY);
    }

    private static Screen run(String... arguments) {
        Screen screen = new Screen();
        assertThat(screen.run(arguments)).as(screen.text()).isZero();
        return screen;
    }

    /** Where a command prints to. */
    private static final class Screen {
        private final StringWriter written = new StringWriter();

        int run(String... arguments) {
            List<String> all = new ArrayList<>(
                    List.of("--server", "http://127.0.0.1:" + SERVER.baseUrl().getPort()));
            all.addAll(List.of(arguments));
            PrintWriter writer = new PrintWriter(written, true);
            CommandLine commands = OperatorCli.commandLine(KEY).setOut(writer).setErr(writer);
            return commands.execute(all.toArray(String[]::new));
        }

        String text() {
            return written.toString();
        }

        String line() {
            return text().strip();
        }

        List<String> rows() {
            return Arrays.stream(text().split("\\R"))
                    .map(row -> row.strip().replaceAll(" +", " "))
                    .filter(row -> !row.isEmpty())
                    .toList();
        }

        void await(Predicate<String> condition) throws InterruptedException {
            long deadline = System.nanoTime() + SECONDS.toNanos(30);
            while (!condition.test(text()) && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(condition.test(text())).as(text()).isTrue();
        }
    }
}
