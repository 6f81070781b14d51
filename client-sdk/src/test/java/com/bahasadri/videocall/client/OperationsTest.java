package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.client.internal.Call;
import com.bahasadri.videocall.client.internal.Transport;
import com.bahasadri.videocall.contract.Contract;
import com.bahasadri.videocall.contract.Operation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
        Set<String> methods = Operations.publicMethods(Operations.GROUPS.get(tag))
                .map(Method::getName)
                .collect(Collectors.toSet());
        assertThat(operations().filter(operation -> operation.tag().equals(tag)).map(Operation::clientMethod))
                .containsExactlyInAnyOrderElementsOf(methods);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void client_eachGroup_isOffered(String tag) {
        assertThat(Arrays.stream(VideoCallClient.class.getMethods()).map(Method::getReturnType))
                .contains(Operations.GROUPS.get(tag));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_itsMethod_callsIt(Operation operation) throws Exception {
        Method method = Operations.method(operation);
        Recorder recorder = new Recorder();
        Object api = method.getDeclaringClass().getConstructor(Transport.class).newInstance(recorder);
        method.invoke(
                api,
                Arrays.stream(method.getParameterTypes())
                        .map(OperationsTest::argument)
                        .toArray());

        assertThat(recorder.call.operationId()).isEqualTo(operation.id());
        assertThat(recorder.call.method()).isEqualTo(operation.method());
        assertThat(recorder.call.encodedPath()).isEqualTo(operation.path().replaceAll("\\{\\w+}", "text"));
    }

    private static Object argument(Class<?> type) {
        if (type == String.class) {
            return "text";
        }
        if (type == VideoSource.class) {
            return VideoSource.of("a.mp4", "video/mp4", new byte[0]);
        }
        if (type == UploadOptions.class) {
            return UploadOptions.defaults();
        }
        if (type.isRecord()) {
            return ExampleModels.of(type);
        }
        return null;
    }

    private static final class Recorder implements Transport {
        private Call call;

        @Override
        public <T> T send(Call sent, Class<T> answer) {
            call = sent;
            return null;
        }
    }
}
