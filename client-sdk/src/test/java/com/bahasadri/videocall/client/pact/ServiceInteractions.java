package com.bahasadri.videocall.client.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.matchingrules.ContentTypeMatcher;
import au.com.dius.pact.core.model.matchingrules.RegexMatcher;
import java.util.List;

/** The group Service. */
final class ServiceInteractions {
    private ServiceInteractions() {}

    static List<Interaction> all() {
        return List.of(
                Interaction.of("getHealth", "of a server that is up")
                        .request("GET", "/health")
                        .answers(body -> {
                            body.stringValue("status", "up");
                            body.stringMatcher("version", ".+", "1.0.0");
                            body.stringMatcher("media", "realtimekit|emulator", "emulator");
                        })
                        .when(client -> client.service().health(), health -> {
                            assertThat(health.status()).isEqualTo("up");
                            assertThat(health.version()).isEqualTo("1.0.0");
                            assertThat(health.media().value()).isEqualTo("emulator");
                        }),
                Interaction.of("getContract", "as the server implements it")
                        .request("GET", "/openapi.yaml", "application/yaml")
                        // Pact applies no regular expression to this media type: it tells text from other bytes.
                        .answersText("application/yaml", new ContentTypeMatcher("text/plain"), "openapi: 3.0.3")
                        .when(client -> client.service().contract(), text -> assertThat(text)
                                .isEqualTo("openapi: 3.0.3")),
                Interaction.of("getReference", "as a page")
                        .request("GET", "/docs", "text/html")
                        .answersText("text/html", new RegexMatcher("(?is)<!doctype html>.*"), "<!doctype html>")
                        .when(client -> client.service().reference(), text -> assertThat(text)
                                .isEqualTo("<!doctype html>")));
    }
}
