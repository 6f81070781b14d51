package com.bahasadri.videocall.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Main;
import com.bahasadri.videocall.server.support.ChildJvm;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator is told where the state's file cannot be used. */
class StateFileTest {
    private static final long PATIENCE_SECONDS = 30;

    @TempDir
    Path directory;

    @Test
    void start_fileIsInUse_endsWithOneLineThatSaysSo() throws InterruptedException {
        try (ChildJvm first = ChildJvm.start(Main.class, environment())) {
            first.awaitLine("Console");

            try (ChildJvm second = ChildJvm.start(Main.class, environment())) {
                List<String> output = second.awaitOutput();
                assertThat(second.awaitExit(PATIENCE_SECONDS)).isEqualTo(1);
                assertThat(output)
                        .singleElement()
                        .asString()
                        .startsWith("The server cannot start: " + file() + " is in use by another server");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 4_096, 100_000})
    void start_fileIsDamaged_endsWithOneLineAndLeavesTheFile(int size) throws Exception {
        byte[] garbage = new byte[size];
        Arrays.fill(garbage, (byte) 'x');
        Files.write(file(), garbage);

        startFails();

        assertThat(Files.readAllBytes(file())).isEqualTo(garbage);
    }

    @Test
    void start_fileIsOverwrittenBehindItsHeader_endsWithOneLineAndLeavesTheFile() throws Exception {
        try (ChildJvm once = ChildJvm.start(Main.class, environment())) {
            once.awaitLine("Console");
            once.terminate();
            once.awaitExit(PATIENCE_SECONDS);
        }
        try (RandomAccessFile damaged = new RandomAccessFile(file().toFile(), "rw")) {
            byte[] garbage = new byte[(int) damaged.length() - 8_192];
            Arrays.fill(garbage, (byte) 'x');
            damaged.seek(8_192);
            damaged.write(garbage);
        }
        byte[] before = Files.readAllBytes(file());

        startFails();

        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    private void startFails() throws IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.start(Main.class, environment())) {
            List<String> output = child.awaitOutput();
            assertThat(child.awaitExit(PATIENCE_SECONDS)).isEqualTo(1);
            assertThat(output)
                    .singleElement()
                    .asString()
                    .startsWith("The server cannot start: " + file() + " is damaged");
        }
    }

    private Path file() {
        return directory.resolve("state.mv");
    }

    private Map<String, String> environment() {
        return Map.of(
                "VIDEO_CALL_DATA_DIR", directory.toString(), "VIDEO_CALL_PORT", "0", "VIDEO_CALL_EMULATOR_PORT", "0");
    }
}
