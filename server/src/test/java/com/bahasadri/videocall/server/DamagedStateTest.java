package com.bahasadri.videocall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.ParticipantState;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.port.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A state file that something has happened to: it is reported, and never taken for an empty or an older one. */
class DamagedStateTest {
    private static final int SESSIONS = 20;
    private static final int PLACES = 150;

    @TempDir
    Path directory;

    private byte[] whole;

    @BeforeEach
    void fill() throws IOException {
        MVStore file = StateFile.open(directory);
        StateStore store = new EmbeddedStateStore(file, Clock.systemUTC());
        for (int i = 0; i < SESSIONS; i++) {
            String id = "call-" + i;
            store.create(Session.created(id, "A call", Instant.parse("2026-01-02T03:04:05Z")));
            store.change(id, Cause.SERVER, session -> session.presence()
                    .report("ada", ParticipantState.microphone(true), "", Instant.parse("2026-01-02T03:04:06Z")));
        }
        file.close();
        whole = Files.readAllBytes(file());
    }

    @Test
    void file_withAByteFlippedAnywhere_isReportedOrHasMostOfIt() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < PLACES; i++) {
            byte[] damaged = whole.clone();
            int place = random.nextInt(damaged.length);
            damaged[place] ^= (byte) (1 << random.nextInt(8));

            // Keys are not summed up by MVStore: one that is another now hides its entry, and what is sought behind it.
            assertReportedOrHas(SESSIONS / 2, damaged, "byte " + place + " of " + whole.length + " flipped");
        }
    }

    @Test
    void file_cutOffAnywhere_isReportedOrHasEverySession() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < PLACES; i++) {
            int length = 1 + random.nextInt(whole.length - 1);

            assertReportedOrComplete(Arrays.copyOf(whole, length), "cut off after " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4_096, 8_192, 12_288})
    void file_withLittleMoreThanItsHeaders_isReported(int length) throws IOException {
        assertReportedOrComplete(Arrays.copyOf(whole, length), "cut off after " + length);
    }

    @Test
    void file_ofANewerFormat_isRefused() throws IOException {
        String header = new String(whole, 0, 4_096, StandardCharsets.ISO_8859_1);
        assertThat(header).contains("format:");

        byte[] newer = whole.clone();
        for (int block = 0; block < 2; block++) {
            newer[4_096 * block + header.indexOf("format:") + "format:".length()] = '9';
        }

        assertReportedOrComplete(newer, "format 9");
    }

    @Test
    void directory_thatIsAFile_isToldAsSuch() throws IOException {
        Path file = Files.createFile(directory.resolve("no-directory"));

        assertThat(catchThrowable(() -> StateFile.open(file)))
                .hasMessageContaining("cannot make the data directory " + file);
    }

    private void assertReportedOrComplete(byte[] damaged, String what) throws IOException {
        assertReportedOrHas(SESSIONS, damaged, what);
    }

    private void assertReportedOrHas(int least, byte[] damaged, String what) throws IOException {
        Files.write(file(), damaged);
        MVStore opened = null;
        int sessions = 0;
        try {
            opened = StateFile.open(directory);
            sessions = new EmbeddedStateStore(opened, Clock.systemUTC())
                    .list(null, 1_000, null)
                    .sessions()
                    .size();
        } catch (RuntimeException reported) {
            return;
        } finally {
            if (opened != null) {
                opened.closeImmediately();
            }
        }
        assertThat(sessions).as(what).isGreaterThanOrEqualTo(least);
    }

    private Path file() {
        return directory.resolve("state.mv");
    }
}
