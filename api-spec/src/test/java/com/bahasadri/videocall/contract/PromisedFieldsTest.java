package com.bahasadri.videocall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Which fields clients and servers of different versions may rely on. */
class PromisedFieldsTest {

    @Test
    void requiredFields_all_areThosePromised() throws IOException {
        List<String> required = Contract.load().document().at("/components/schemas").properties().stream()
                .filter(schema -> schema.getValue().has("required"))
                .sorted(Map.Entry.comparingByKey())
                .map(schema -> schema.getKey() + ": " + names(schema.getValue().path("required")))
                .toList();

        assertThat(required)
                .as("A field that an answer comes to have is optional: a client refuses the answers of an older server"
                        + " that lack a required one. So is a field that a request comes to have: older clients do not send it."
                        + " What is required of an answer stays so. In promised-fields.txt, too, are new schemas.")
                .containsExactlyElementsOf(promised());
    }

    private static String names(JsonNode required) {
        return String.join(
                ", ",
                StreamSupport.stream(required.spliterator(), false)
                        .map(JsonNode::asText)
                        .sorted()
                        .toList());
    }

    private static List<String> promised() throws IOException {
        try (InputStream text = PromisedFieldsTest.class.getResourceAsStream("/promised-fields.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
