package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users of the client compile against. */
class ApiSurfaceTest {
    private static final String PACKAGE = VideoCallClient.class.getPackageName();

    // The one place where a user of OkHttp brings a client.
    private static final Set<String> MEANT = Set.of("VideoCallClientBuilder.httpClient: okhttp3.OkHttpClient");

    @Test
    void publicSignatures_all_areOfTheJdkAndOurOwn() throws Exception {
        Set<String> foreign = new TreeSet<>();
        for (Class<?> type : publicTypes()) {
            for (Member member : members(type)) {
                types(member)
                        .filter(used -> !used.startsWith("java.") && !used.startsWith(PACKAGE))
                        .forEach(used -> foreign.add(type.getSimpleName() + "." + member.getName() + ": " + used));
            }
        }
        assertThat(foreign).containsExactlyInAnyOrderElementsOf(MEANT);
    }

    @Test
    void publicMethods_all_haveAtMostThreeParametersAndOptions() throws Exception {
        List<String> tooLong = new ArrayList<>();
        for (Class<?> type : publicTypes()) {
            for (Method method : type.getDeclaredMethods()) {
                long count = Arrays.stream(method.getParameterTypes())
                        .filter(parameter -> parameter != RequestOptions.class)
                        .count();
                if (isVisible(method) && count > 3) {
                    tooLong.add(type.getSimpleName() + "." + method.getName());
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void publicClasses_thatAreNotMeantToBeExtended_areFinal() throws Exception {
        assertThat(publicTypes())
                .filteredOn(type -> !type.isInterface() && !type.isEnum() && !type.isRecord())
                .filteredOn(type -> !Modifier.isFinal(type.getModifiers()))
                .extracting(Class::getSimpleName)
                .containsExactlyInAnyOrder("VideoCallException", "ApiException");
    }

    private static List<Class<?>> publicTypes() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(VideoCallClient.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file)
                        .toString()
                        .replace(".class", "")
                        .replaceAll("[/\\\\]", ".");
                if (!name.contains(".internal.") && !name.endsWith("-info")) {
                    Class<?> type = Class.forName(name);
                    if (Modifier.isPublic(type.getModifiers())) {
                        found.add(type);
                    }
                }
            }
        }
        assertThat(found).hasSizeGreaterThan(60);
        return found;
    }

    private static List<Member> members(Class<?> type) {
        return Stream.<Stream<? extends Member>>of(
                        Arrays.stream(type.getDeclaredMethods()),
                        Arrays.stream(type.getDeclaredConstructors()),
                        Arrays.stream(type.getDeclaredFields()))
                .flatMap(members -> members)
                .filter(ApiSurfaceTest::isVisible)
                .map(Member.class::cast)
                .toList();
    }

    private static boolean isVisible(Member member) {
        return Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
    }

    private static Stream<String> types(Member member) {
        if (member instanceof Field field) {
            return names(field.getGenericType());
        }
        Executable executable = (Executable) member;
        Stream<Type> returned =
                member instanceof Method method ? Stream.of(method.getGenericReturnType()) : Stream.of();
        return Stream.concat(
                        returned,
                        Stream.concat(
                                Arrays.stream(executable.getGenericParameterTypes()),
                                Arrays.stream(executable.getGenericExceptionTypes())))
                .flatMap(ApiSurfaceTest::names);
    }

    private static Stream<String> names(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return Stream.concat(
                    names(parameterized.getRawType()),
                    Arrays.stream(parameterized.getActualTypeArguments()).flatMap(ApiSurfaceTest::names));
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.concat(Arrays.stream(wildcard.getUpperBounds()), Arrays.stream(wildcard.getLowerBounds()))
                    .flatMap(ApiSurfaceTest::names);
        }
        if (type instanceof GenericArrayType array) {
            return names(array.getGenericComponentType());
        }
        if (type instanceof Class<?> plain) {
            Class<?> element = plain.isArray() ? plain.getComponentType() : plain;
            return element.isPrimitive() ? Stream.of() : Stream.of(element.getName());
        }
        return Stream.of();
    }
}
