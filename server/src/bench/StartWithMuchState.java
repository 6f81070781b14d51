import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.session.Change;
import com.bahasadri.videocall.server.domain.session.ParticipantState;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.Role;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.h2.mvstore.MVStore;

/**
 * How long a server takes from its start to its first answers, with many sessions and events in its file and, in turn, with none.
 * Run as {@code java -cp server/target/video-call-server.jar server/src/bench/StartWithMuchState.java
 * server/target/video-call-server.jar SESSIONS EVENTS_OF_EACH ROUNDS}.
 */
public class StartWithMuchState {
    public static void main(String[] arguments) throws Exception {
        int sessions = Integer.parseInt(arguments[1]);
        int events = Integer.parseInt(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        Path full = Files.createTempDirectory("bench-full");
        Path empty = Files.createTempDirectory("bench-empty");
        fill(full.resolve("state.mv"), sessions, events);
        System.out.printf(
                "%d sessions, %d events, %d MB%n",
                sessions, (long) sessions * events, Files.size(full.resolve("state.mv")) / 1_000_000);
        List<Start> much = new ArrayList<>();
        List<Start> none = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            none.add(start(arguments[0], empty, null));
            much.add(start(arguments[0], full, "call-" + sessions / 2));
        }
        print("none", none);
        print("much", much);
        for (Path directory : List.of(full, empty)) {
            for (File file : directory.toFile().listFiles()) {
                file.delete();
            }
            Files.delete(directory);
        }
    }

    private static void fill(Path path, int sessions, int events) {
        MVStore file = new MVStore.Builder()
                .fileName(path.toString())
                .autoCommitDisabled()
                .pageSplitSize(4 * 1024)
                .open();
        file.setRetentionTime(1_000);
        EmbeddedStateStore store = new EmbeddedStateStore(file, Clock.systemUTC());
        for (int i = 0; i < sessions; i++) {
            String id = "call-" + i;
            Instant at = Instant.now();
            store.create(Session.created(id, "A call of many", at));
            store.grant("digest-" + i, new Grant(id, Role.PARTICIPANT, "p", "Ann", at.plusSeconds(86_400), false));
            store.change(
                    id, Cause.SERVER, session -> session.presence().report("p", ParticipantState.microphone(true), "share", at));
            List<SessionEvent> toggled = new ArrayList<>();
            for (int event = 2; event <= events; event++) {
                toggled.add(
                        event % 2 == 0 ? new SessionEvent.ParticipantUnmuted("p") : new SessionEvent.ParticipantMuted("p"));
            }
            store.change(id, Cause.participant("p"), session -> new Change(session, toggled));
            if (i % 100 != 0) {
                store.change(id, Cause.SERVER, session -> session.end("end-" + id, at));
            }
        }
        file.close();
    }

    /** Starts a server and kills it; answers how long it took to announce itself, and to answer a read. */
    private static Start start(String jar, Path directory, String session) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-jar", jar);
        builder.environment().put("VIDEO_CALL_DATA_DIR", directory.toString());
        builder.environment().put("VIDEO_CALL_PORT", "0");
        builder.environment().put("VIDEO_CALL_EMULATOR_PORT", "0");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        long started = System.nanoTime();
        Process server = builder.start();
        try {
            BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream()));
            String line = out.readLine();
            while (!line.contains("Console")) {
                line = out.readLine();
            }
            URI console = URI.create(line.replaceFirst(".*Console *", ""));
            get(console.resolve("health"));
            long answered = System.nanoTime();
            if (session != null) {
                get(console.resolve("api/video-call/session/" + session));
                get(console.resolve("api/video-call/sessions?limit=100"));
            }
            long read = System.nanoTime();
            long processor = server.toHandle().info().totalCpuDuration().orElseThrow().toMillis();
            long resident = 0;
            Path status = Path.of("/proc", String.valueOf(server.pid()), "status");
            for (String property : Files.exists(status) ? Files.readAllLines(status) : List.<String>of()) {
                if (property.startsWith("VmRSS")) {
                    resident = Long.parseLong(property.replaceAll("\\D", "")) / 1024;
                }
            }
            return new Start((answered - started) / 1_000_000, (read - answered) / 1_000_000, processor, resident);
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private static void get(URI address) throws Exception {
        int status = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .statusCode();
        if (status != 200) {
            throw new IllegalStateException(address + " answers " + status);
        }
    }

    private static void print(String name, List<Start> starts) {
        System.out.printf(
                "%s: first answer after %d ms (median of %s), then a session and a list in %d ms; %d ms of the processor, %d MB"
                        + " resident%n",
                name,
                median(starts.stream().map(Start::answeredMillis).toList()),
                starts.stream().map(Start::answeredMillis).toList(),
                median(starts.stream().map(Start::readMillis).toList()),
                median(starts.stream().map(Start::processorMillis).toList()),
                median(starts.stream().map(Start::residentMegabytes).toList()));
    }

    private static long median(List<Long> values) {
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private record Start(long answeredMillis, long readMillis, long processorMillis, long residentMegabytes) {}
}
