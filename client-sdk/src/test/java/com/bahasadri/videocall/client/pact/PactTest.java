package com.bahasadri.videocall.client.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import au.com.dius.pact.consumer.BaseMockServer;
import au.com.dius.pact.consumer.MockHttpServerKt;
import au.com.dius.pact.consumer.PactVerificationResult;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.core.model.Consumer;
import au.com.dius.pact.core.model.OptionalBody;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.Provider;
import au.com.dius.pact.core.model.V4Pact;
import com.bahasadri.videocall.client.ExampleModels;
import com.bahasadri.videocall.client.Operations;
import com.bahasadri.videocall.contract.Contract;
import com.bahasadri.videocall.contract.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Drives the client through every interaction, records them, and holds what was recorded against the pact in
 * {@code api-spec/pacts}, which the server verifies. One class runs them all, so that the pact it compares is complete.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PactTest {
    private static final String FILE_NAME = "video-call-client-video-call-server.json";
    private static final Path RECORDED = Path.of("target", "pacts", FILE_NAME);
    private static final Path COMMITTED = Path.of(System.getProperty("spec.dir"), "pacts", FILE_NAME);
    private static final String ACCEPT = "./mvnw -pl api-spec,client-sdk test -Dpact.accept=true";

    private static final List<Interaction> INTERACTIONS = Stream.of(
                    SessionInteractions.all(),
                    TokenInteractions.all(),
                    ParticipantInteractions.all(),
                    VideoFileInteractions.all(),
                    PlaybackInteractions.all(),
                    EventInteractions.all(),
                    ServiceInteractions.all())
            .flatMap(List::stream)
            .toList();
    private static final String EVENTS = "answer.events";
    private static final List<Interaction> VERIFIED = new ArrayList<>();

    @Test
    @Order(1)
    void interactions_descriptions_areUnique() {
        assertThat(INTERACTIONS).extracting(Interaction::description).doesNotHaveDuplicates();
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> client_eachInteraction_sendsAndReadsIt() {
        return INTERACTIONS.stream()
                .map(interaction -> DynamicTest.dynamicTest(interaction.description(), () -> {
                    BaseMockServer server = MockHttpServerKt.mockServer(
                            pact(List.of(interaction)), MockProviderConfig.createDefault(PactSpecVersion.V4));
                    server.start();
                    try {
                        server.waitForServer();
                        interaction.run(server.getUrl());
                        PactVerificationResult result = server.validateMockServerState(null);
                        assertThat(result).as(result.getDescription()).isInstanceOf(PactVerificationResult.Ok.class);
                    } finally {
                        server.stop();
                    }
                    VERIFIED.add(interaction);
                }));
    }

    @Test
    @Order(3)
    void recordedPact_allInteractions_isTheCommittedOne() throws IOException {
        assertThat(VERIFIED).as("interactions that passed").isEqualTo(INTERACTIONS);
        // Pact would merge into what an earlier run left.
        Files.deleteIfExists(RECORDED);
        pact(VERIFIED).write(RECORDED.getParent().toString(), PactSpecVersion.V4);
        if (Boolean.getBoolean("pact.accept")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.copy(RECORDED, COMMITTED, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(COMMITTED) || Files.mismatch(RECORDED, COMMITTED) != -1) {
            fail("The client expects something else of the server than " + COMMITTED + " says."
                    + " If that is meant, accept and commit it: " + ACCEPT);
        }
    }

    @TestFactory
    @Order(4)
    Stream<DynamicTest> committedPact_eachInteraction_conformsToTheContract() throws IOException {
        JsonNode pact = new ObjectMapper().readTree(COMMITTED.toFile());
        return StreamSupport.stream(pact.path("interactions").spliterator(), false)
                .map(interaction ->
                        DynamicTest.dynamicTest(interaction.path("description").asText(), () -> conforms(interaction)));
    }

    @Test
    @Order(5)
    void interactions_ofEachOperation_coverItsStatuses() {
        Map<String, Set<Integer>> recorded = new HashMap<>();
        INTERACTIONS.forEach(interaction -> recorded.computeIfAbsent(interaction.operationId(), id -> new TreeSet<>())
                .add(interaction.status()));
        assertThat(operations()).allSatisfy(operation -> {
            Set<Integer> missing = new TreeSet<>(operation.statuses());
            missing.removeAll(recorded.getOrDefault(operation.id(), Set.of()));
            missing.removeAll(notRecorded(operation.id()));
            assertThat(missing).as(operation.id()).isEmpty();
        });
        assertThat(recorded.keySet())
                .containsAll(operations().map(Operation::id).toList());
    }

    @ParameterizedTest
    @MethodSource("operations")
    @Order(6)
    void interactions_ofEachOperation_coverItsFields(Operation operation) throws Exception {
        Method method = Operations.method(operation);
        Set<String> expected = new TreeSet<>();
        if (Operations.answer(operation).isRecord()) {
            fields("answer", ExampleModels.json(Operations.answer(operation)), expected);
        }
        for (Class<?> parameter : method.getParameterTypes()) {
            if (ExampleModels.objects().contains(parameter)) {
                fields("request", ExampleModels.json(parameter), expected);
            }
        }
        Set<String> recorded = new TreeSet<>();
        for (Interaction interaction : INTERACTIONS) {
            if (interaction.operationId().equals(operation.id()) && interaction.status() == 200) {
                fields("request", tree(interaction.recorded().getRequest().getBody()), recorded);
                fields("answer", tree(interaction.recorded().getResponse().getBody()), recorded);
            }
        }
        assertThat(recorded).isEqualTo(expected);
    }

    static Stream<Operation> operations() {
        return Contract.load().operations().stream().filter(Operation::inClient);
    }

    private static JsonNode tree(OptionalBody body) throws IOException {
        String text = body.isPresent() ? body.valueAsString() : "";
        return text.startsWith("{") ? new ObjectMapper().readTree(text) : MissingNode.getInstance();
    }

    private static void fields(String where, JsonNode json, Set<String> found) {
        json.properties().forEach(member -> {
            found.add(where + "." + member.getKey());
            if (where.equals(EVENTS) && member.getKey().equals("data")) {
                // Another one for each type.
                return;
            }
            fields(where + "." + member.getKey(), member.getValue(), found);
        });
        if (json.isArray()) {
            json.forEach(item -> fields(where, item, found));
        }
    }

    /** Statuses that the client cannot provoke, or that are recorded once for all operations that share the rule. */
    private static Set<Integer> notRecorded(String operationId) {
        Set<Integer> statuses = new TreeSet<>(Set.of(406, 415));
        if (!operationId.equals("createSession")) {
            statuses.add(413);
        }
        if (Set.of("createSession", "listSessions", "createControlToken", "createToken")
                .contains(operationId)) {
            // A session's token where an operator key is asked for.
            statuses.add(403);
        }
        if (!Set.of("createSession", "createParticipantToken", "muteParticipant")
                .contains(operationId)) {
            statuses.add(429);
        }
        if (!Set.of("createSession", "createToken").contains(operationId)) {
            statuses.add(500);
        }
        if (operationId.equals("listEvents")) {
            // Of the stream alone.
            statuses.add(204);
        }
        if (!operationId.equals("uploadVideoFile")) {
            // State that does not answer is the same to every operation.
            statuses.add(503);
        }
        statuses.addAll(ofKeysAlone(operationId));
        return statuses;
    }

    /**
     * What comes of an {@code Idempotency-Key} alone: a reused one is recorded for creating a session, and a malformed one is never
     * sent.
     */
    private static Set<Integer> ofKeysAlone(String operationId) {
        return switch (operationId) {
            case "muteParticipant", "unmuteParticipant", "kickParticipant" -> Set.of(409);
            case "endSession", "muteAllParticipants", "deleteVideoFile" -> Set.of(400, 409);
            case "createControlToken" -> Set.of(400);
            default -> Set.of();
        };
    }

    private static void conforms(JsonNode interaction) {
        JsonNode request = interaction.path("request");
        JsonNode response = interaction.path("response");
        int status = response.path("status").asInt();
        String method = request.path("method").asText();
        Map<String, String> headers = headers(response);
        assertThat(Contract.load()
                        .violations(
                                method,
                                request.path("path").asText(),
                                status,
                                headers,
                                headers.get("Content-Type"),
                                body(response)))
                .as("response")
                .isEmpty();

        Map<String, String> requestHeaders = headers(request);
        // What provokes a 400 or a 401 is a request that breaks the contract.
        if (status != 400 && status != 401 && !isForm(requestHeaders)) {
            assertThat(Contract.load()
                            .requestViolations(
                                    method,
                                    pathWithQuery(request),
                                    requestHeaders,
                                    requestHeaders.get("Content-Type"),
                                    body(request)))
                    .as("request")
                    .isEmpty();
        }
    }

    private static boolean isForm(Map<String, String> headers) {
        return headers.getOrDefault("Content-Type", "").startsWith("multipart/");
    }

    private static Map<String, String> headers(JsonNode message) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        message.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey(),
                        StreamSupport.stream(header.getValue().spliterator(), false)
                                .map(JsonNode::asText)
                                .collect(Collectors.joining(", "))));
        return headers;
    }

    private static String body(JsonNode message) {
        JsonNode content = message.path("body").path("content");
        return content.isMissingNode() ? null : content.isTextual() ? content.asText() : content.toString();
    }

    private static String pathWithQuery(JsonNode request) {
        String query = request.path("query").properties().stream()
                .flatMap(parameter -> StreamSupport.stream(parameter.getValue().spliterator(), false)
                        .map(value -> parameter.getKey() + "=" + value.asText()))
                .collect(Collectors.joining("&"));
        return request.path("path").asText() + (query.isEmpty() ? "" : "?" + query);
    }

    private static V4Pact pact(List<Interaction> interactions) {
        return new V4Pact(
                new Consumer("video-call-client"),
                new Provider("video-call-server"),
                new ArrayList<>(interactions.stream().map(Interaction::recorded).toList()));
    }
}
