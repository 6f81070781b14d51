package com.bahasadri.videocall.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every block of code in the Javadoc of the client and of the testing kit is a region of {@link ClientExamplesTest},
 * {@link EventExamplesTest} or {@link TestingExamplesTest}, which run it. A region has its type's name, and behind an underscore maybe a method's.
 */
class JavadocTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^<pre>\\{@code\\n(.*?)^}</pre>$");
    private static final Pattern LINE_OF_A_COMMENT = Pattern.compile("(?m)^ *\\* ?(.*)$");
    private static final List<String> MAIN_TYPES = List.of(
            "VideoCallClient",
            "VideoCallClientBuilder",
            "VideoCallClientAsync",
            "RequestOptions",
            "Cancellation",
            "CallListener",
            "SessionControl",
            "SessionEvents",
            "EventStream",
            "EventSubscription",
            "SessionEventListener",
            "Page",
            "AsyncPage",
            "RawResponse",
            "VideoCallException",
            "ApiException",
            "TransportException",
            "FakeTransport",
            "VideoCallServer",
            "VideoCallServerExtension",
            "SimulatedParticipant",
            "Faults");

    @Test
    void blocks_ofEachType_areItsRegions() throws Exception {
        Map<String, List<String>> regions = new HashMap<>();
        for (Class<?> test : List.of(ClientExamplesTest.class, EventExamplesTest.class, TestingExamplesTest.class)) {
            for (TestedCode region : TestedCode.of(test)) {
                String type = region.name().replaceFirst("_.*", "");
                regions.merge(type, List.of(region.text()), JavadocTest::joined);
            }
        }

        Map<String, List<String>> blocks = blocks();

        assertThat(blocks).containsOnlyKeys(regions.keySet());
        assertThat(blocks).allSatisfy((type, code) -> assertThat(code)
                .as("the blocks in the Javadoc of " + type)
                .containsExactlyInAnyOrderElementsOf(regions.get(type)));
    }

    @Test
    void mainTypes_each_showCode() throws Exception {
        assertThat(blocks()).containsKeys(MAIN_TYPES.toArray(String[]::new));
    }

    @Test
    void javadoc_ofNoType_hasSnippets() throws Exception {
        // The javadoc tool of JDK 17 refuses them.
        assertThat(sources()).allSatisfy(source -> assertThat(source).content().doesNotContain("{@snippet"));
    }

    /** The blocks of all types that have any. */
    private static Map<String, List<String>> blocks() throws IOException {
        Map<String, List<String>> blocks = new HashMap<>();
        for (Path source : sources()) {
            String text = LINE_OF_A_COMMENT.matcher(Files.readString(source)).replaceAll("$1");
            List<String> found = TestedCode.found(BLOCK, text);
            if (!found.isEmpty()) {
                blocks.put(source.getFileName().toString().replace(".java", ""), found);
            }
        }
        return blocks;
    }

    private static List<Path> sources() throws IOException {
        return Stream.of("client-sdk/src/main/java", "server/src/main/java/com/bahasadri/videocall/server/testing")
                .flatMap(JavadocTest::filesIn)
                .filter(named(".java"))
                .toList();
    }

    private static Stream<Path> filesIn(String folder) {
        try (Stream<Path> files = Files.walk(TestedCode.ROOT.resolve(folder))) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Predicate<Path> named(String end) {
        return file -> file.getFileName().toString().endsWith(end);
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
