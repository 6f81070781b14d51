package com.bahasadri.videocall.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.Configs;
import com.bahasadri.videocall.server.support.http.TestServer;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in pages as browsers get them. */
class PagesTest {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"#:]+)\"");

    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/join, text/html; charset=utf-8",
        "/favicon.ico, image/svg+xml",
        "/web/style.css, text/css; charset=utf-8",
        "/web/js/api.js, text/javascript; charset=utf-8",
        "/web/swagger-ui/swagger-ui.css, text/css; charset=utf-8"
    })
    void page_known_isServedWithItsType(String path, String type) {
        Answer page = SERVER.client().get(path).hasStatus(200);

        assertThat(page.header("Content-Type")).isEqualTo(type);
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/join"})
    void page_ofTheEmulator_mayLoadNothingFromElsewhere(String path) {
        String policy = SERVER.client().get(path).header("Content-Security-Policy");

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
    }

    @Test
    void page_onRealtimeKit_mayLoadItsPinnedSdkAlone() {
        try (Application realtimeKit =
                Application.start(Configs.onRealtimeKit(URI.create("http://127.0.0.1:1"), "token"))) {
            String policy = new com.bahasadri.videocall.server.support.http.ApiClient(URI.create(
                            "http://127.0.0.1:" + realtimeKit.address().getPort()))
                    .get("/join")
                    .header("Content-Security-Policy");

            assertThat(policy).containsPattern("script-src 'self' https://[^ ;*]+@\\d+\\.\\d+\\.\\d+/[^ ;*]+;");
            assertThat(policy).doesNotContain("unsafe");
        }
    }

    @Test
    void reference_isRenderedWithoutScriptsInIt() {
        Answer reference = SERVER.client().get("/docs").hasStatus(200);

        assertThat(reference.header("Content-Security-Policy")).contains("script-src 'self';");
        assertThat(SERVER.client().get("/api/docs").body()).isEqualTo(reference.body());
        assertThat(SERVER.client().get("/api/openapi.yaml").body())
                .isEqualTo(SERVER.client().get("/openapi.yaml").body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/join", "/docs"})
    void page_linksToNothingThatIsMissing(String path) {
        Matcher links = LINK.matcher(SERVER.client().get(path).body());

        while (links.find()) {
            String target = URI.create(path).resolve(links.group(1)).toString();
            SERVER.client().get(target).hasStatus(200);
        }
    }

    @Test
    void page_unchanged_isNotSentAgain() {
        Answer first = SERVER.client().get("/web/style.css").hasStatus(200);
        String tag = first.header("ETag");

        Answer second =
                SERVER.client().with("If-None-Match", tag).get("/web/style.css").hasStatus(304);

        assertThat(second.body()).isEmpty();
        assertThat(second.header("ETag")).isEqualTo(tag);
        SERVER.client().with("If-None-Match", "\"other\"").get("/web/style.css").hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/%s", "\"other\", %s", "*"})
    void page_unchangedInOtherWords_isNotSentAgain(String condition) {
        String tag = SERVER.client().get("/web/style.css").header("ETag");

        SERVER.client()
                .with("If-None-Match", condition.replace("%s", tag))
                .get("/web/style.css")
                .hasStatus(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/web",
                "/web/",
                "/web/nothing.js",
                "/web/js",
                "/web/js/",
                "/web/style.CSS",
                "/web/.hidden.js",
                "/web/%2e%2e/video-call-logback.xml",
                "/web/..%2Fvideo-call-logback.xml",
                "/web/js/..%5C..%5Cvideo-call-logback.xml",
                "/web/swagger-ui/%2e%2e/%2e%2e/pom.xml",
                "/web/style.css%00.js",
                "/web/style.css/",
                "/video-call-logback.xml",
                "/web/com/bahasadri/videocall/server/Main.class",
                "/build.properties"
            })
    void asset_unknown_isNotFoundAsJson(String path) {
        SERVER.client().get(path).isError(404, "NOT_FOUND");
    }
}
