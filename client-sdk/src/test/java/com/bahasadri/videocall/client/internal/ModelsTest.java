package com.bahasadri.videocall.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.client.ExampleModels;
import com.bahasadri.videocall.client.model.ActorKind;
import com.bahasadri.videocall.client.model.CommandKind;
import com.bahasadri.videocall.client.model.CommandOutcome;
import com.bahasadri.videocall.client.model.CommandStatus;
import com.bahasadri.videocall.client.model.ConnectionQuality;
import com.bahasadri.videocall.client.model.ErrorCode;
import com.bahasadri.videocall.client.model.LeaveReason;
import com.bahasadri.videocall.client.model.MediaMode;
import com.bahasadri.videocall.client.model.ParticipantRequest;
import com.bahasadri.videocall.client.model.PlaybackState;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.model.SessionPage;
import com.bahasadri.videocall.client.model.SessionStatus;
import com.bahasadri.videocall.contract.Contract;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every generated model. */
class ModelsTest {
    private static final ObjectMapper TREES = new ObjectMapper();
    private static final Set<String> SECRETS =
            Contract.load().secrets().values().stream().flatMap(Set::stream).collect(Collectors.toSet());

    static List<Class<?>> objects() {
        return ExampleModels.objects();
    }

    static Stream<Class<?>> builtByUsers() {
        return objects().stream().filter(model -> model.getDeclaredClasses().length > 0);
    }

    static List<Class<?>> openEnums() {
        return ExampleModels.openEnums();
    }

    static Stream<Class<?>> secretHolders() {
        return objects().stream().filter(model -> Arrays.stream(model.getRecordComponents())
                .anyMatch(component -> SECRETS.contains(ExampleModels.property(component))));
    }

    @Test
    void models_all_areFound() {
        assertThat(objects()).hasSizeGreaterThan(20);
        assertThat(openEnums()).hasSizeGreaterThan(3);
        assertThat(secretHolders()).hasSizeGreaterThan(2);
        assertThat(SECRETS).contains("token", "join_url", "auth_token");
        assertThat(builtByUsers())
                .extracting(Class::getSimpleName)
                .allMatch(name -> name.endsWith("Request"))
                .hasSizeGreaterThan(4);
    }

    @ParameterizedTest
    @MethodSource("objects")
    void model_readAndWritten_isTheSameJson(Class<?> model) throws Exception {
        JsonNode json = ExampleModels.json(model);
        assertThat(TREES.readTree(Json.write(read(json, model)))).isEqualTo(json);
    }

    @ParameterizedTest
    @MethodSource("objects")
    void model_unknownField_isIgnored(Class<?> model) throws Exception {
        ObjectNode json = ExampleModels.json(model);
        Object expected = read(json, model);
        json.putObject("from_the_future").put("a", 1);
        assertThat(read(json, model)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("objects")
    void model_requiredFieldMissingOrNull_isUnreadable(Class<?> model) throws Exception {
        for (RecordComponent component : model.getRecordComponents()) {
            if (isRequired(component)) {
                String name = ExampleModels.property(component);
                ObjectNode json = ExampleModels.json(model);
                json.remove(name);
                assertUnreadable(json, model, name);
                json.putNull(name);
                assertUnreadable(json, model, name);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("objects")
    void model_optionalFieldsMissingOrNull_areNull(Class<?> model) throws Exception {
        ObjectNode missing = ExampleModels.json(model);
        ObjectNode withNulls = missing.deepCopy();
        for (RecordComponent component : model.getRecordComponents()) {
            if (!isRequired(component)) {
                missing.remove(ExampleModels.property(component));
                withNulls.putNull(ExampleModels.property(component));
            }
        }
        assertThat(TREES.readTree(Json.write(read(missing, model)))).isEqualTo(missing);
        assertThat(read(withNulls, model)).isEqualTo(read(missing, model));
    }

    @ParameterizedTest
    @MethodSource("builtByUsers")
    void builder_requiredFieldMissing_isNamed(Class<?> model) throws Exception {
        Object builder = model.getMethod("builder").invoke(null);
        Optional<String> required = Arrays.stream(model.getRecordComponents())
                .filter(ModelsTest::isRequired)
                .map(RecordComponent::getName)
                // The type of an event goes without saying.
                .filter(name -> !(SessionEvent.class.isAssignableFrom(model) && name.equals("type")))
                .findFirst();
        if (required.isPresent()) {
            assertThatThrownBy(() -> builder.getClass().getMethod("build").invoke(builder))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage(required.get() + " is null");
        } else {
            assertThat(builder.getClass().getMethod("build").invoke(builder)).isInstanceOf(model);
        }
    }

    @ParameterizedTest
    @MethodSource("secretHolders")
    void toString_secrets_areMasked(Class<?> model) throws Exception {
        String text = read(ExampleModels.json(model), model).toString();
        assertThat(text).contains("***");
        SECRETS.forEach(secret -> assertThat(text).doesNotContain("secret-" + secret));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void toString_anyModel_holdsNoSecret(Class<?> model) throws Exception {
        String text = read(ExampleModels.json(model), model).toString();
        SECRETS.forEach(secret -> assertThat(text).doesNotContain("secret-" + secret));
    }

    @ParameterizedTest
    @MethodSource("openEnums")
    void openEnum_unknownValue_isKept(Class<?> type) throws Exception {
        Object value = Json.read("\"from-the-future\"".getBytes(), type);
        assertThat(value).hasToString("from-the-future");
        assertThat(type.getMethod("known").invoke(value)).hasToString("UNKNOWN");
        assertThat(new String(Json.write(value))).isEqualTo("\"from-the-future\"");
    }

    @ParameterizedTest
    @MethodSource("openEnums")
    void openEnum_eachConstant_isWhatItsValueIsReadAs(Class<?> type) throws Exception {
        for (Field constant : type.getFields()) {
            Object value = constant.get(null);
            assertThat(Json.read(Json.write(value), type)).isSameAs(value);
            assertThat(type.getMethod("known").invoke(value)).hasToString(constant.getName());
        }
        assertThat(type.getFields()).hasSizeGreaterThan(1);
    }

    @Test
    void openEnum_knownValue_isItsConstant() throws Exception {
        assertThat(Json.read("\"active\"".getBytes(), SessionStatus.class)).isSameAs(SessionStatus.ACTIVE);
        assertThat(SessionStatus.ACTIVE.known()).isEqualTo(SessionStatus.Known.ACTIVE);
    }

    @Test
    void openEnums_all_haveTheValuesThatUsersSwitchOn() {
        assertThat(openEnums())
                .containsExactlyInAnyOrder(
                        SessionStatus.class,
                        ConnectionQuality.class,
                        CommandOutcome.class,
                        PlaybackState.class,
                        MediaMode.class,
                        ActorKind.class,
                        CommandKind.class,
                        CommandStatus.class,
                        LeaveReason.class,
                        ErrorCode.class);
        assertThat(SessionStatus.Known.values())
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("ACTIVE", "ENDED", "UNKNOWN");
        assertThat(ConnectionQuality.Known.values())
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("EXCELLENT", "GOOD", "FAIR", "POOR", "UNKNOWN");
        assertThat(CommandOutcome.Known.values())
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OBSERVED", "REFUSED", "EXPIRED", "PENDING", "UNKNOWN");
        assertThat(PlaybackState.Known.values())
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("PLAYING", "PAUSED", "UNKNOWN");
        assertThat(MediaMode.Known.values())
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("REALTIMEKIT", "EMULATOR", "UNKNOWN");
    }

    @Test
    void list_null_isEmpty() {
        assertThat(new SessionPage(null, null).sessions()).isEmpty();
    }

    @Test
    void builder_null_isRefusedAtBuild() {
        assertThatNullPointerException()
                .isThrownBy(
                        () -> ParticipantRequest.builder().participantId(null).build())
                .withMessage("participantId is null");
    }

    private static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static void assertUnreadable(JsonNode json, Class<?> model, String field) {
        assertThatThrownBy(() -> read(json, model))
                .as(json.toString())
                .isInstanceOf(Json.UnreadableException.class)
                .hasMessageEndingWith(", in /" + field);
    }

    private static Object read(JsonNode json, Class<?> model) throws Exception {
        return Json.read(TREES.writeValueAsBytes(json), model);
    }
}
