package com.bahasadri.videocall.server.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The channel's contract, {@code video-call-events.yaml}, as tests ask it, with what it refers to in {@code
 * video-call.yaml}. Stricter than its readers: a field that it does not have is a violation. Immutable; safe for use by
 * many threads.
 */
public final class EventsContract {
    private static final EventsContract CONTRACT = new EventsContract(Path.of(System.getProperty("spec.dir")));
    private static final String OTHER = "video-call.yaml";

    private final JsonNode document;
    private final Map<String, JsonSchema> schemas = new TreeMap<>();

    private EventsContract(Path folder) {
        document = read(folder.resolve("video-call-events.yaml"));
        JsonNode schemasHere = document.at("/components/schemas").deepCopy();
        JsonNode schemasThere = read(folder.resolve(OTHER)).at("/components/schemas");
        schemasHere.forEach(EventsContract::close);
        schemasThere.forEach(EventsContract::close);
        schemasHere.forEach(schema -> rename(schema, OTHER + "#/components/schemas/", "#/there/"));
        schemasHere.forEach(schema -> rename(schema, "#/components/schemas/", "#/here/"));
        schemasThere.forEach(schema -> rename(schema, "#/components/schemas/", "#/there/"));
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        document.at("/components/messages").properties().forEach(message -> {
            ObjectNode schema = new ObjectMapper().createObjectNode();
            schema.set("$ref", message.getValue().at("/payload/$ref"));
            rename(schema, OTHER + "#/components/schemas/", "#/there/");
            rename(schema, "#/components/schemas/", "#/here/");
            schema.set("here", schemasHere);
            schema.set("there", schemasThere);
            schemas.put(message.getKey(), factory.getSchema(schema, config));
        });
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes references that start with something start with something else. */
    private static void rename(JsonNode node, String from, String to) {
        if (node.path("$ref").asText().startsWith(from)) {
            ((ObjectNode) node).put("$ref", to + node.path("$ref").asText().substring(from.length()));
        }
        node.forEach(member -> rename(member, from, to));
    }

    /** The contract in the folder that the system property {@code spec.dir} names; the build sets it. */
    public static EventsContract get() {
        return CONTRACT;
    }

    /** How a message of the server breaks the contract; empty where it does not. */
    public List<String> violations(JsonNode message, boolean toParticipant) {
        String type = message.path("type").asText();
        return messages(toParticipant ? "tellParticipant" : "tellControlCenter").contains(type)
                ? violationsOf(type, message)
                : List.of("this client gets no message of the type " + type);
    }

    /** How a message breaks the contract of the message of that key. */
    public List<String> violationsOf(String key, JsonNode message) {
        return schemas.get(key).validate(message).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** The keys of the messages of an operation. */
    public Set<String> messages(String operation) {
        Set<String> keys = new TreeSet<>();
        document.at("/operations/" + operation + "/messages").forEach(reference -> {
            String path = reference.path("$ref").asText();
            keys.add(path.substring(path.lastIndexOf('/') + 1));
        });
        return keys;
    }

    /** The keys of all messages. */
    public Set<String> messages() {
        return schemas.keySet();
    }

    /** The example payloads of a message. */
    public List<JsonNode> examples(String key) {
        List<JsonNode> examples = new ArrayList<>();
        document.at("/components/messages/" + key + "/examples")
                .forEach(example -> examples.add(example.path("payload")));
        return examples;
    }

    /** What the file has at a JSON pointer. */
    public JsonNode at(String pointer) {
        return document.at(pointer);
    }

    private static void close(JsonNode schema) {
        if (schema.path("type").asText().equals("object")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.path("properties").forEach(EventsContract::close);
    }
}
