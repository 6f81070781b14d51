package com.bahasadri.videocall.client;

import com.bahasadri.videocall.client.model.ErrorResponse;
import com.bahasadri.videocall.client.model.ParticipantMuted;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every generated model, and a complete example of each. */
public final class ExampleModels {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private ExampleModels() {}

    /** The records with fields. */
    public static List<Class<?>> objects() {
        return all().filter(Class::isRecord).filter(type -> !isOpenEnum(type)).toList();
    }

    /** The open enumerations. */
    public static List<Class<?>> openEnums() {
        return all().filter(Class::isRecord).filter(ExampleModels::isOpenEnum).toList();
    }

    /** The JSON of a complete value; each text is {@code secret-} and its property's name. */
    public static ObjectNode json(Class<?> model) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (RecordComponent component : model.getRecordComponents()) {
            String name = property(component);
            json.set(name, value(name, component.getGenericType()));
        }
        if (SessionEvent.class.isAssignableFrom(model)) {
            json.put("type", typeOfEvent(model));
        }
        return json;
    }

    /** The type under which an event is on the wire. */
    public static String typeOfEvent(Class<?> event) {
        return Arrays.stream(
                        SessionEvent.class.getAnnotation(JsonSubTypes.class).value())
                .filter(type -> type.value() == event)
                .findFirst()
                .orElseThrow()
                .name();
    }

    /** The name of a component in JSON. */
    public static String property(RecordComponent component) {
        return component.getAccessor().getAnnotation(JsonProperty.class).value();
    }

    static Object of(Class<?> model) {
        try {
            JsonNode json = isOpenEnum(model) ? value("value", String.class) : json(model);
            return MAPPER.treeToValue(json, model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode value(String name, Type type) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return json.arrayNode().add(value(name, list.getActualTypeArguments()[0]));
        }
        if (type == Boolean.class) {
            return json.booleanNode(true);
        }
        if (type == Integer.class) {
            return json.numberNode(7);
        }
        if (type == Long.class) {
            return json.numberNode(7_000_000_000L);
        }
        if (type == Double.class) {
            return json.numberNode(12.5);
        }
        if (type == Instant.class) {
            return json.textNode("2026-11-20T10:00:00.123Z");
        }
        if (type == URI.class) {
            return json.textNode("http://localhost:8787/secret-" + name);
        }
        if (type == String.class) {
            return json.textNode("secret-" + name);
        }
        Class<?> model = type == SessionEvent.class ? ParticipantMuted.class : (Class<?>) type;
        return isOpenEnum(model) ? json.textNode("secret-" + name) : json(model);
    }

    private static boolean isOpenEnum(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
    }

    private static Stream<Class<?>> all() {
        String packageName = ErrorResponse.class.getPackageName();
        try {
            Path classes = Path.of(ErrorResponse.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
                return files
                        .map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.contains("-"))
                        .sorted()
                        .<Class<?>>map(name -> load(packageName + "." + name.replace(".class", "")))
                        .toList()
                        .stream();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
