package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manual says of the client beside its code: where to get it, what it is for, and which tests hold that. */
class ManualFactsTest {
    private static final Path ROOT = Path.of(System.getProperty("root.dir"));
    private static final Path MANUAL = ROOT.resolve("docs/sdk.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");
    private static final Pattern SECTION = Pattern.compile("\\[[^]]+]\\(#([^)]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/sdk.md", "docs/quickstart.md"})
    void coordinates_ofEachPage_areThoseThatAreBuilt(String page) throws IOException {
        assertThat(ROOT.resolve(page)).content().contains("""
                <dependency>
                  <groupId>com.bahasadri.videocall</groupId>
                  <artifactId>video-call-client</artifactId>
                  <version>%s</version>
                </dependency>
                """.formatted(ofThePom("version")));
    }

    @Test
    void oldestVersions_ofTheManual_areThoseThatAreTried() throws IOException {
        assertThat(MANUAL)
                .content()
                .contains("OkHttp " + ofThePom("okhttp.oldest.version") + " and later")
                .contains("Jackson " + ofThePom("jackson.oldest.version") + " and later");
    }

    @Test
    void tests_ofTheTable_exist() throws IOException {
        Set<String> existing;
        try (Stream<Path> files = Stream.of("client-sdk", "server")
                .map(module -> ROOT.resolve(module).resolve("src/test/java"))
                .flatMap(ManualFactsTest::walk)) {
            existing = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }

        assertThat(existing).containsAll(found(TEST));
        assertThat(found(TEST)).hasSizeGreaterThan(20);
    }

    @Test
    void sections_ofTheTable_exist() throws IOException {
        List<String> anchors = found(HEADING).stream()
                .map(heading ->
                        heading.toLowerCase(Locale.ROOT).replace(",", "").replace(' ', '-'))
                .toList();

        assertThat(anchors).containsAll(found(SECTION));
        assertThat(found(SECTION)).hasSizeGreaterThan(10);
    }

    private static List<String> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(MANUAL))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The first element of that name in the build's pom. */
    private static String ofThePom(String name) throws IOException {
        return Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
