package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles every block of Java in the first pages, with the few variables that a reader has by then. Those of the client's manual are
 * run, by the quickstart's tests.
 */
class ManualCodeTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```");
    private static final String BEFORE = """
            import com.bahasadri.videocall.client.*;
            import com.bahasadri.videocall.client.error.*;
            import com.bahasadri.videocall.client.event.*;
            import com.bahasadri.videocall.client.model.*;
            import com.bahasadri.videocall.client.testing.*;
            import com.bahasadri.videocall.client.transport.*;
            import java.net.URI;
            import java.nio.file.Path;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;

            abstract class Manual {
                VideoCallClient client;
                SessionControl control;
                CreatedSession session;
                String sessionId;
                String participantId;

                void read() throws Exception {
            """;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> manual_eachBlockOfJava_compiles() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Path root = Path.of(System.getProperty("root.dir"));
        for (String page : List.of("README.md", "docs/quickstart.md")) {
            Matcher block = BLOCK.matcher(Files.readString(root.resolve(page)));
            while (block.find()) {
                String code = block.group(1);
                tests.add(DynamicTest.dynamicTest(
                        page + ": " + code.lines().findFirst().orElseThrow(),
                        () -> assertThat(errors(BEFORE + code + "}}")).isEmpty()));
            }
        }
        assertThat(tests).hasSizeGreaterThan(2);
        return tests.stream();
    }

    private String errors(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Manual.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        StringWriter messages = new StringWriter();
        String classPath = Stream.of(VideoCallClient.class, OkHttpClient.class, JsonProperty.class, Nullable.class)
                .map(ManualCodeTest::location)
                .collect(Collectors.joining(File.pathSeparator));
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of("-proc:none", "-nowarn", "-d", folder.toString(), "-classpath", classPath),
                        null,
                        List.of(file))
                .call();
        return compiled ? "" : messages.toString();
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
