package com.bahasadri.videocall.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The contract, {@code video-call.yaml}, as tests ask it: does this request, does this answer conform? Field names that the
 * contract does not have, statuses it does not document, headers it requires and misses: all are violations.
 *
 * <p>Immutable and safe for use by many threads; {@link #load()} reads the file once.
 */
public final class Contract {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final JsonNode document;
    private final OpenApiInteractionValidator validator;
    private final List<Operation> operations;
    private final Map<String, Integer> errorStatuses;

    private Contract(Path file) {
        try {
            String yaml = Files.readString(file);
            document = new ObjectMapper(new YAMLFactory()).readTree(yaml);
            validator = OpenApiInteractionValidator.createForInlineApiSpecification(yaml)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        operations = List.copyOf(operations(document));
        errorStatuses = Map.copyOf(errorStatuses(document));
    }

    /**
     * The contract in the folder that the system property {@code spec.dir} names; the build sets it.
     *
     * @throws IllegalStateException if the property is not set
     */
    public static Contract load() {
        return Loaded.CONTRACT;
    }

    /**
     * How an answer breaks the contract.
     *
     * @param method the request's HTTP method
     * @param path the request's path, with or without a query
     * @param status the answer's status
     * @param headers the answer's headers; several values of one name joined with commas
     * @param contentType the answer's {@code Content-Type}, or null for none
     * @param body the answer's body, or null for none
     * @return one sentence for each violation; empty if the answer conforms
     */
    public List<String> violations(
            String method, String path, int status, Map<String, String> headers, String contentType, String body) {
        Objects.requireNonNull(method, "method is null");
        Objects.requireNonNull(path, "path is null");
        SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("content-type")) {
                response.withHeader(name, value);
            }
        });
        if (contentType != null) {
            response.withContentType(contentType);
        }
        if (body != null) {
            response.withBody(body);
        }
        return sentences(
                validator.validateResponse(withoutQuery(path), Request.Method.valueOf(method), response.build()));
    }

    /**
     * How a request breaks the contract.
     *
     * @param method the HTTP method
     * @param path the path, with its query as it is in the URL
     * @param headers the headers; several values of one name joined with commas
     * @param contentType the request's {@code Content-Type}, or null for none
     * @param body the request's body, or null for none
     * @return one sentence for each violation; empty if the request conforms
     */
    public List<String> requestViolations(
            String method, String path, Map<String, String> headers, String contentType, String body) {
        Objects.requireNonNull(method, "method is null");
        Objects.requireNonNull(path, "path is null");
        SimpleRequest.Builder request = new SimpleRequest.Builder(Request.Method.valueOf(method), withoutQuery(path));
        query(path).forEach((name, values) -> request.withQueryParam(name, values));
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("content-type")) {
                request.withHeader(name, value);
            }
        });
        if (contentType != null) {
            request.withContentType(contentType);
        }
        if (body != null) {
            request.withBody(body);
        }
        return sentences(validator.validateRequest(request.build()));
    }

    /** The operations, in the contract's order. */
    public List<Operation> operations() {
        return operations;
    }

    /**
     * The operation of that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Operation operation(String id) {
        return operations.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation " + id));
    }

    /** Each error code with the status it comes with, {@code x-statuses} of the schema {@code ErrorCode}. */
    public Map<String, Integer> errorStatuses() {
        return errorStatuses;
    }

    /** The names of the fields that hold secrets, {@code format: password} or {@code x-secret}, of each schema that has any. */
    public Map<String, Set<String>> secrets() {
        Map<String, Set<String>> secrets = new LinkedHashMap<>();
        document.at("/components/schemas").properties().forEach(schema -> schema.getValue()
                .path("properties")
                .properties()
                .forEach(field -> {
                    if (field.getValue().path("format").asText().equals("password")
                            || field.getValue().path("x-secret").asBoolean()) {
                        secrets.computeIfAbsent(schema.getKey(), name -> new TreeSet<>())
                                .add(field.getKey());
                    }
                }));
        return secrets;
    }

    /** The document itself, for rules that nothing else here answers; do not change it. */
    JsonNode document() {
        return document;
    }

    private static List<String> sentences(ValidationReport report) {
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .map(message -> message.getKey() + ": " + message.getMessage())
                .toList();
    }

    private static String withoutQuery(String path) {
        int question = path.indexOf('?');
        return question < 0 ? path : path.substring(0, question);
    }

    private static Map<String, List<String>> query(String path) {
        int question = path.indexOf('?');
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (question >= 0) {
            for (String pair : path.substring(question + 1).split("&")) {
                String[] parts = pair.split("=", 2);
                query.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                        .add(parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static List<Operation> operations(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member -> operations.add(operation(path.getKey(), member.getKey(), member.getValue()))));
        return operations;
    }

    private static Operation operation(String path, String method, JsonNode operation) {
        Set<Integer> statuses = new TreeSet<>();
        operation.path("responses").fieldNames().forEachRemaining(status -> statuses.add(Integer.valueOf(status)));
        return new Operation(
                operation.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                operation.path("tags").path(0).asText(),
                operation.path("x-client-method").asText(),
                statuses);
    }

    private static Map<String, Integer> errorStatuses(JsonNode document) {
        Map<String, Integer> statuses = new LinkedHashMap<>();
        document.at("/components/schemas/ErrorCode/x-statuses")
                .properties()
                .forEach(code -> statuses.put(code.getKey(), code.getValue().asInt()));
        return statuses;
    }

    private static final class Loaded {
        static final Contract CONTRACT = new Contract(folder().resolve("video-call.yaml"));

        private static Path folder() {
            String folder = System.getProperty("spec.dir");
            if (folder == null) {
                throw new IllegalStateException("the system property spec.dir is not set: run the tests with Maven");
            }
            return Path.of(folder);
        }
    }
}
