package com.bahasadri.videocall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The contract's own rules: what the generators, the reference and the tests of both sides rely on. */
class ContractRulesTest {
    private static final Contract CONTRACT = Contract.load();
    private static final JsonNode DOCUMENT = CONTRACT.document();

    @Test
    void operations_all_areDescribedAndNamed() {
        assertThat(CONTRACT.operations()).isNotEmpty().allSatisfy(operation -> {
            JsonNode node = operationNode(operation);
            for (String member : List.of("operationId", "summary", "description")) {
                assertThat(node.path(member).asText())
                        .as(operation.id() + " " + member)
                        .isNotBlank();
            }
            assertThat(node.path("tags")).as(operation.id() + " tags").hasSize(1);
        });
        assertThat(CONTRACT.operations()).extracting(Operation::id).doesNotHaveDuplicates();
    }

    @Test
    void tags_all_areDeclaredAndUsed() {
        assertThat(CONTRACT.operations().stream().map(Operation::tag).collect(Collectors.toSet()))
                .isEqualTo(texts(DOCUMENT.path("tags"), "name"));
    }

    @Test
    void schemasAndProperties_all_areDescribed() {
        List<String> without = new ArrayList<>();
        DOCUMENT.at("/components/schemas").properties().forEach(schema -> {
            if (schema.getValue().path("description").asText().isBlank()) {
                without.add(schema.getKey());
            }
        });
        walk("", DOCUMENT, (where, node) -> {
            if (where.endsWith("/properties")) {
                node.properties().forEach(property -> {
                    if (property.getValue().path("description").asText().isBlank()) {
                        without.add(where + "/" + property.getKey());
                    }
                });
            }
        });
        assertThat(without).isEmpty();
    }

    @Test
    void parametersAndHeaders_all_areDescribed() {
        List<String> without = new ArrayList<>();
        walk("", DOCUMENT, (where, node) -> {
            boolean header = where.matches("/components/headers/[^/]+");
            boolean parameter = node.path("in").isTextual() && node.path("name").isTextual();
            if ((header || parameter) && node.path("description").asText().isBlank()) {
                without.add(where);
            }
        });
        assertThat(without).isEmpty();
    }

    @Test
    void descriptions_all_areFreeOfMarkup() {
        List<String> marked = new ArrayList<>();
        walk("", DOCUMENT, (where, node) -> {
            for (String member : List.of("description", "summary", "title")) {
                JsonNode text = node.path(member);
                if (text.isTextual() && text.asText().matches("(?s).*[<&@].*")) {
                    marked.add(where + "/" + member);
                }
            }
        });
        assertThat(marked)
                .as("these become Javadoc, where <, & and @ mean something else")
                .isEmpty();
    }

    @Test
    void schemas_withSecrets_sayThatTheyHaveSome() {
        List<String> marked = new ArrayList<>();
        DOCUMENT.at("/components/schemas").properties().forEach(schema -> {
            if (schema.getValue().path("x-has-secrets").asBoolean()) {
                marked.add(schema.getKey());
            }
        });
        assertThat(marked)
                .as("of these toString() masks the secrets")
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(Contract.load().secrets().keySet());
    }

    @Test
    void links_thatOpenSomethingByThemselves_areSecrets() {
        List<String> open = new ArrayList<>();
        walk("", DOCUMENT, (where, node) -> {
            if (node.path("format").asText().equals("uri")
                    && !node.path("x-secret").asBoolean()) {
                open.add(where);
            }
        });
        assertThat(open)
                .as("links that a log may show, since they ask for a token")
                .containsExactly("/components/schemas/ScreenShare/properties/stream_url");
    }

    @Test
    void enums_all_areNamedSchemas() {
        List<String> inline = new ArrayList<>();
        walk("", DOCUMENT, (where, node) -> {
            if (node.path("enum").isArray() && !where.matches("/components/schemas/[^/]+")) {
                inline.add(where);
            }
        });
        assertThat(inline).isEmpty();
    }

    @Test
    void responses_all_carryTheRequestId() {
        responses()
                .forEach((name, response) -> assertThat(response.path("headers").has("X-Request-Id"))
                        .as(name)
                        .isTrue());
    }

    @Test
    void responses_allWithABody_haveAnExample() {
        responses()
                .forEach((name, response) ->
                        assertThat(examples(response).isEmpty()).as(name).isNotEqualTo(response.has("content")));
    }

    @Test
    void errorExamples_all_haveTheStatusOfTheirCode() {
        responses().forEach((name, response) -> {
            int status = Integer.parseInt(name.substring(name.lastIndexOf(' ') + 1));
            if (status >= 400) {
                examples(response).forEach((key, example) -> assertThat(CONTRACT.errorStatuses())
                        .as(name + " " + key)
                        .containsEntry(example.path("code").asText(), status));
            }
        });
    }

    @Test
    void errorCodes_all_haveAStatusAndAnExample() {
        Set<String> codes = texts(DOCUMENT.at("/components/schemas/ErrorCode/enum"));
        assertThat(CONTRACT.errorStatuses().keySet()).isEqualTo(codes);

        Set<String> shown = new TreeSet<>();
        responses().values().forEach(response -> examples(response)
                .values()
                .forEach(example -> shown.add(example.path("code").asText())));
        Set<String> expected = new TreeSet<>(codes);
        // No operation documents it: it is the answer to a method that is no operation.
        expected.remove("METHOD_NOT_ALLOWED");
        assertThat(shown).containsAll(expected);
    }

    @Test
    void errorCodes_all_areInTheDescriptionWithTheirStatus() {
        Map<String, Integer> described = new LinkedHashMap<>();
        Matcher matcher = Pattern.compile("([A-Z][A-Z_]+) ([45][0-9]{2})")
                .matcher(
                        DOCUMENT.at("/components/schemas/ErrorCode/description").asText());
        while (matcher.find()) {
            described.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
        }
        assertThat(described).isEqualTo(CONTRACT.errorStatuses());
    }

    @Test
    void writes_all_mayBeRepeated() {
        List<Operation> writes = CONTRACT.operations().stream()
                .filter(operation -> Set.of("POST", "PUT", "DELETE").contains(operation.method()))
                .toList();

        assertThat(writes).hasSizeGreaterThan(10).allSatisfy(operation -> {
            JsonNode node = operationNode(operation);
            assertThat(texts(node.path("parameters"), "$ref"))
                    .as("parameters of " + operation.id())
                    .contains("#/components/parameters/Idempotency-Key");
            assertThat(node.at("/responses/200/headers").has("Idempotency-Replayed"))
                    .as(operation.id())
                    .isTrue();
            assertThat(operation.statuses())
                    .as("a malformed key, one of another request, a first request that still runs: " + operation.id())
                    .contains(400, 409, 503);
            assertThat(examples(resolved(node.at("/responses/409"))).values())
                    .as("examples of the 409 of " + operation.id())
                    .anyMatch(example -> example.path("code").asText().equals("IDEMPOTENCY_KEY_REUSED"));
        });
    }

    @Test
    void unions_all_nameTheirMembersOnce() {
        List<String> unions = new ArrayList<>();
        DOCUMENT.at("/components/schemas").properties().forEach(union -> {
            if (!union.getValue().has("oneOf")) {
                return;
            }
            unions.add(union.getKey());
            JsonNode mapping = union.getValue().at("/discriminator/mapping");
            assertThat(mapping.properties())
                    .as(union.getKey())
                    .extracting(entry -> entry.getValue().asText())
                    .containsExactlyElementsOf(union.getValue().path("oneOf").findValuesAsText("$ref"));
            mapping.properties().forEach(member -> {
                JsonNode schema = DOCUMENT.at(member.getValue().asText().substring(1));
                JsonNode type = schema.at("/properties/type");
                assertThat(schema.path("x-union").asText()).isEqualTo(union.getKey());
                assertThat(type.path("pattern").asText()).isEqualTo("^" + member.getKey() + "$");
                assertThat(type.path("x-constant").asText()).isEqualTo(member.getKey());
            });
        });
        assertThat(unions).isNotEmpty();
    }

    @Test
    void responseExamples_all_conform() {
        for (Operation operation : CONTRACT.operations()) {
            operationNode(operation).path("responses").properties().forEach(entry -> {
                JsonNode response = resolved(entry.getValue());
                if (!response.has("content")) {
                    return;
                }
                int status = Integer.parseInt(entry.getKey());
                response.path("content").properties().forEach(content -> examples(content.getValue())
                        .forEach((key, example) -> assertThat(CONTRACT.violations(
                                        operation.method(),
                                        path(operation),
                                        status,
                                        headerExamples(response),
                                        content.getKey(),
                                        example.isTextual() ? example.asText() : example.toString()))
                                .as(operation.id() + " " + status + " " + content.getKey() + " " + key)
                                .isEmpty()));
            });
        }
    }

    @Test
    void requestExamples_all_conform() {
        for (Operation operation : CONTRACT.operations()) {
            JsonNode body = operationNode(operation).at("/requestBody/content/application~1json");
            if (!body.isMissingNode()) {
                assertThat(body.path("example").isMissingNode())
                        .as(operation.id() + " has an example")
                        .isFalse();
                assertThat(CONTRACT.requestViolations(
                                operation.method(),
                                path(operation),
                                Map.of("Authorization", "Bearer example"),
                                "application/json",
                                body.path("example").toString()))
                        .as(operation.id())
                        .isEmpty();
            }
        }
    }

    private static String path(Operation operation) {
        return operation
                .path()
                .replace(
                        "{session_id}",
                        DOCUMENT.at("/components/parameters/session_id/example").asText());
    }

    private static JsonNode operationNode(Operation operation) {
        return DOCUMENT.path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(Locale.ROOT));
    }

    /** Every response, by "operationId status". */
    private static Map<String, JsonNode> responses() {
        Map<String, JsonNode> responses = new LinkedHashMap<>();
        CONTRACT.operations().forEach(operation -> operationNode(operation)
                .path("responses")
                .properties()
                .forEach(response ->
                        responses.put(operation.id() + " " + response.getKey(), resolved(response.getValue()))));
        return responses;
    }

    /** The examples of all media types of a response, or of one of them. */
    private static Map<String, JsonNode> examples(JsonNode node) {
        Map<String, JsonNode> examples = new LinkedHashMap<>();
        node.path("content").properties().forEach(content -> examples.putAll(examples(content.getValue())));
        JsonNode one = node.path("example");
        if (!one.isMissingNode()) {
            examples.put("example", one);
        }
        node.path("examples")
                .properties()
                .forEach(example ->
                        examples.put(example.getKey(), example.getValue().path("value")));
        return examples;
    }

    private static Map<String, String> headerExamples(JsonNode response) {
        return response.path("headers").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        header -> resolved(header.getValue()).path("example").asText()));
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static void walk(String where, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(where, node);
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(where + "/" + i, node.get(i), visitor);
            }
        }
        node.properties().stream()
                .filter(member -> !Set.of("example", "examples").contains(member.getKey()))
                .forEach(member -> walk(where + "/" + member.getKey().replace("/", "~1"), member.getValue(), visitor));
    }

    private static Set<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    private static Set<String> texts(JsonNode array, String member) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> node.path(member).asText())
                .collect(Collectors.toSet());
    }
}
