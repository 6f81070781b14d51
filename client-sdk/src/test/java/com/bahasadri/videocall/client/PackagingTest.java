package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.client.model.ErrorResponse;
import com.bahasadri.videocall.client.model.Health;
import com.bahasadri.videocall.client.testing.FakeTransport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What goes into the jar, and what comes with it. */
class PackagingTest {
    private static final String REFLECTION = "META-INF/native-image/video-call-client/reflect-config.json";

    @Test
    void dependencies_atRunTime_areTheFour() throws Exception {
        // The first of them in the file; those of profiles and plugins come later.
        NodeList declared =
                ((Element) project().getElementsByTagName("dependencies").item(0)).getElementsByTagName("dependency");
        Set<String> runTime = new TreeSet<>();
        for (int i = 0; i < declared.getLength(); i++) {
            Element dependency = (Element) declared.item(i);
            NodeList scope = dependency.getElementsByTagName("scope");
            if (scope.getLength() == 0 || !scope.item(0).getTextContent().equals("test")) {
                runTime.add(
                        dependency.getElementsByTagName("artifactId").item(0).getTextContent());
            }
        }
        assertThat(runTime)
                .containsExactlyInAnyOrder("okhttp-jvm", "jackson-databind", "jackson-datatype-jsr310", "jspecify");
    }

    @Test
    void userAgent_ofTheClient_hasTheVersionOfTheArtifact() throws Exception {
        FakeTransport transport = new FakeTransport();
        transport.onAny().answer(ExampleModels.of(Health.class));

        transport.client().service().health();

        String version = project().getElementsByTagName("version").item(0).getTextContent();
        assertThat(transport.requests().get(0).headers().all("User-Agent"))
                .containsExactly("video-call-client/" + version);
    }

    @Test
    void nativeImage_reflection_knowsEveryModel() throws Exception {
        Set<String> listed = new TreeSet<>();
        try (InputStream json = resource(REFLECTION)) {
            for (JsonNode type : new ObjectMapper().readTree(json)) {
                listed.add(type.path("name").asText());
                assertThat(type.path("allDeclaredConstructors").asBoolean()).isTrue();
                assertThat(type.path("allDeclaredMethods").asBoolean()).isTrue();
                assertThat(type.path("allRecordComponents").asBoolean()).isTrue();
            }
        }
        assertThat(listed)
                .containsAll(Stream.concat(ExampleModels.objects().stream(), ExampleModels.openEnums().stream())
                        .map(Class::getName)
                        .toList());
    }

    @Test
    void shrinkers_byTheRulesThatProGuardAndR8Read_keepTheModels() throws Exception {
        try (InputStream text = resource("META-INF/proguard/video-call-client.pro")) {
            assertThat(new String(text.readAllBytes()))
                    .contains("-keep class " + ErrorResponse.class.getPackageName() + ".** { *; }");
        }
    }

    private static Element project() throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile())
                .getDocumentElement();
    }

    private static InputStream resource(String name) throws IOException, URISyntaxException {
        return Files.newInputStream(classes().resolve(name));
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(VideoCallClient.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
