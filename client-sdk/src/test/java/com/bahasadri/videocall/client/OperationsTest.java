package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.client.model.SessionPage;
import com.bahasadri.videocall.client.model.SessionSummary;
import com.bahasadri.videocall.client.testing.FakeTransport;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.contract.Contract;
import com.bahasadri.videocall.contract.Operation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation of the contract, in each of the client's forms. */
class OperationsTest {

    static Stream<String> groups() {
        Set<String> tags = new TreeSet<>(Operations.GROUPS.keySet());
        Contract.load().operations().forEach(operation -> tags.add(operation.tag()));
        return tags.stream();
    }

    static Stream<Operation> operations() {
        return Contract.load().operations().stream().filter(Operation::inClient);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void group_itsMethods_areTheOperationsOfItsTag(String tag) {
        assertThat(Operations.GROUPS).containsKey(tag);
        Set<String> expected = operations()
                .filter(operation -> operation.tag().equals(tag))
                .map(Operation::clientMethod)
                .collect(Collectors.toSet());
        for (Object form : forms(VideoCallClient.builder().build(), tag)) {
            assertThat(Operations.publicMethods(form.getClass()).map(Method::getName))
                    .containsOnly(expected.toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_eachOverloadOfEachForm_callsIt(Operation operation) throws Exception {
        FakeTransport transport = new FakeTransport();
        int calls = 0;
        for (Object form : forms(transport.client(), operation.tag())) {
            for (Method method : Operations.publicMethods(form.getClass()).toList()) {
                if (method.getName().equals(operation.clientMethod())) {
                    calls++;
                    transport.onAny().answer(200, answer(method.getGenericReturnType()));
                    finish(method.invoke(
                            form,
                            Arrays.stream(method.getParameterTypes())
                                    .map(OperationsTest::argument)
                                    .toArray()));
                }
            }
        }
        assertThat(transport.requests()).hasSize(calls).allSatisfy(request -> {
            assertThat(request.operationId()).isEqualTo(operation.id());
            assertThat(request.method()).isEqualTo(operation.method());
            assertThat(request.path()).isEqualTo(operation.path().replaceAll("\\{\\w+}", "text"));
            assertThat(request.headers().first("Idempotency-Key").isPresent())
                    .as("key")
                    .isEqualTo(request.isWrite());
        });
        assertThat(calls).isGreaterThanOrEqualTo(8);
        assertThat(transport.requests().stream().map(Request::json).distinct().count())
                .isLessThanOrEqualTo(2);
    }

    /** The blocking and the asynchronous group, and both in their raw form. */
    private static Stream<Object> stream(VideoCallClient client, String tag) {
        Class<?> group = Operations.GROUPS.get(tag);
        Object blocking = only(client, group);
        Object waitless = only(client.async(), load(group.getName() + "Async"));
        return Stream.of(blocking, waitless, raw(blocking), raw(waitless));
    }

    private static Iterable<Object> forms(VideoCallClient client, String tag) {
        return stream(client, tag).toList();
    }

    private static Object raw(Object group) {
        return invoke(group, "withRawResponse");
    }

    private static Object only(Object client, Class<?> type) {
        return Arrays.stream(client.getClass().getMethods())
                .filter(method -> method.getReturnType() == type)
                .map(method -> invoke(client, method.getName()))
                .findFirst()
                .orElseThrow();
    }

    private static Object invoke(Object target, String method) {
        try {
            return target.getClass().getMethod(method).invoke(target);
        } catch (IllegalAccessException | InvocationTargetException | NoSuchMethodException e) {
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

    private static String answer(Type type) {
        if (type instanceof ParameterizedType wrapped) {
            return answer(wrapped.getActualTypeArguments()[0]);
        }
        if (type == String.class) {
            return "a page";
        }
        return ExampleModels.json(type == SessionSummary.class ? SessionPage.class : (Class<?>) type)
                .toString();
    }

    private static void finish(Object answer) throws Exception {
        if (answer instanceof CompletableFuture<?> future) {
            future.get(30, TimeUnit.SECONDS);
        }
    }

    private static @Nullable Object argument(Class<?> type) {
        if (type == String.class) {
            return "text";
        }
        if (type == VideoSource.class) {
            return VideoSource.of("a.mp4", "video/mp4", new byte[0]);
        }
        if (type == RequestOptions.class) {
            return RequestOptions.defaults();
        }
        if (type == ListSessionsRequest.class) {
            return ListSessionsRequest.all();
        }
        return type.isRecord() ? ExampleModels.of(type) : null;
    }
}
