package com.bahasadri.videocall.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Code of a test that the documentation shows, between the comments {@code @start}, with a name, and {@code @end}.
 *
 * @param name the region's name
 * @param text its lines, without the indentation
 */
record TestedCode(String name, String text) {
    /** The repository. */
    static final Path ROOT = Path.of(System.getProperty("root.dir"));

    private static final Pattern REGION = Pattern.compile("(?ms)^ *// @start (\\w+)\\n(.*?)^ *// @end");

    /** The regions of a test of this package. */
    static List<TestedCode> of(Class<?> test) throws IOException {
        Path source = ROOT.resolve(
                "examples/quickstart/src/test/java/" + test.getName().replace('.', '/') + ".java");
        return REGION.matcher(Files.readString(source))
                .results()
                .map(found -> new TestedCode(found.group(1), plain(found.group(2))))
                .toList();
    }

    /** The first group of each find, without the indentation. */
    static List<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().map(found -> plain(found.group(1))).toList();
    }

    private static String plain(String text) {
        return text.stripTrailing().stripIndent();
    }
}
