package com.bahasadri.videocall.server.web;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The files of the built-in pages, from the class path, each read once. A path is looked up only if it is made of
 * plain segments, so nothing outside {@code web/} is ever reached.
 */
final class Pages {
    private static final String SWAGGER_UI = "/web/swagger-ui/";
    private static final String SWAGGER_UI_JAR = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
    private static final Pattern PLAIN =
            Pattern.compile("/web/(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*\\.[a-z0-9]+");
    private static final Map<String, String> ENTRANCES =
            Map.of("/", "/web/index.html", "/join", "/web/join.html", "/favicon.ico", "/web/favicon.svg");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png");

    private final Map<String, Page> known = new ConcurrentHashMap<>();

    /**
     * Finds a page.
     *
     * @param path the request's path
     * @return the page, or null where there is none
     */
    @Nullable
    Page find(String path) {
        String file = ENTRANCES.getOrDefault(path, path);
        if (!PLAIN.matcher(file).matches()) {
            return null;
        }
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        return type == null ? null : known.computeIfAbsent(file, missing -> read(missing, type));
    }

    private static @Nullable Page read(String file, String type) {
        String resource = file.startsWith(SWAGGER_UI) ? SWAGGER_UI_JAR + file.substring(SWAGGER_UI.length()) : file;
        try (InputStream in = Pages.class.getResourceAsStream(resource)) {
            if (in == null) {
                return null;
            }
            byte[] content = in.readAllBytes();
            CRC32C sum = new CRC32C();
            sum.update(content);
            return new Page(type, content, "\"%08x-%d\"".formatted(sum.getValue(), content.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A file of the pages.
     *
     * @param type its media type
     * @param content its bytes; not to be changed
     * @param tag its entity tag
     */
    record Page(String type, byte[] content, String tag) {
        Page {
            requireNonNull(type, "type is null");
            requireNonNull(content, "content is null");
        }

        /** Whether a caller has it already, by its {@code If-None-Match}; proxies that compress make the tag a weak one. */
        boolean isKnownTo(@Nullable String tags) {
            return tags != null
                    && Arrays.stream(tags.split(","))
                            .map(String::strip)
                            .anyMatch(one ->
                                    one.equals("*") || (one.startsWith("W/") ? one.substring(2) : one).equals(tag));
        }
    }
}
