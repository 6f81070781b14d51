package com.bahasadri.videocall.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration's page against the code. */
class ConfigPageTest {
    private static final Pattern ROW = Pattern.compile("^\\|\\s*`([A-Z0-9_]+)`\\s*\\|", Pattern.MULTILINE);

    @TempDir
    Path directory;

    @Test
    void page_listsExactlyTheVariablesThatAreRead() throws IOException {
        Path file = Files.writeString(directory.resolve("file.pem"), "");
        Set<String> read = new TreeSet<>();
        Config.read(new Recorded(Environments.everything(file, file), read));

        Set<String> listed = new TreeSet<>();
        Matcher rows =
                ROW.matcher(Files.readString(Path.of(System.getProperty("root.dir"), "docs", "configuration.md")));
        while (rows.find()) {
            listed.add(rows.group(1));
        }

        assertThat(listed).isEqualTo(read);
    }

    /** An environment that notes what it is asked for. */
    private static final class Recorded extends AbstractMap<String, String> {
        private final Map<String, String> variables;
        private final Set<String> read;

        Recorded(Map<String, String> variables, Set<String> read) {
            this.variables = variables;
            this.read = read;
        }

        @Override
        public String get(Object name) {
            read.add((String) name);
            return variables.get(name);
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return variables.entrySet();
        }
    }
}
