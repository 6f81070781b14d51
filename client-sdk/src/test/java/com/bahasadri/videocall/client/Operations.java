package com.bahasadri.videocall.client;

import com.bahasadri.videocall.client.api.EventsApi;
import com.bahasadri.videocall.client.api.ParticipantsApi;
import com.bahasadri.videocall.client.api.PlaybackApi;
import com.bahasadri.videocall.client.api.ServiceApi;
import com.bahasadri.videocall.client.api.SessionsApi;
import com.bahasadri.videocall.client.api.TokensApi;
import com.bahasadri.videocall.client.api.VideoFilesApi;
import com.bahasadri.videocall.contract.Operation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** The client's method for each operation of the contract. */
public final class Operations {
    static final Map<String, Class<?>> GROUPS = Map.of(
            "Sessions", SessionsApi.class,
            "Tokens", TokensApi.class,
            "Participants", ParticipantsApi.class,
            "VideoFiles", VideoFilesApi.class,
            "Playback", PlaybackApi.class,
            "Events", EventsApi.class,
            "Service", ServiceApi.class);

    private Operations() {}

    /** The method that answers an operation as it is; of its overloads the one with every parameter. */
    public static Method method(Operation operation) {
        return method(raw(GROUPS.get(operation.tag())), operation);
    }

    /** The type of an operation's answer. */
    public static Class<?> answer(Operation operation) {
        ParameterizedType raw = (ParameterizedType) method(operation).getGenericReturnType();
        return (Class<?>) raw.getActualTypeArguments()[0];
    }

    static Method method(Class<?> group, Operation operation) {
        return publicMethods(group)
                .filter(method -> method.getName().equals(operation.clientMethod()))
                .max(Comparator.comparingInt(Method::getParameterCount)
                        .thenComparing(method -> Arrays.stream(method.getParameterTypes())
                                .filter(Class::isRecord)
                                .count()))
                .orElseThrow();
    }

    static Class<?> raw(Class<?> group) {
        return group.getDeclaredClasses()[0];
    }

    static Stream<Method> publicMethods(Class<?> group) {
        return Arrays.stream(group.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !method.getName().equals("withRawResponse"));
    }
}
