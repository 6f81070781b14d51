package com.bahasadri.videocall.client.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import au.com.dius.pact.consumer.dsl.BodyBuilder;
import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.HttpResponseBuilder;
import au.com.dius.pact.consumer.dsl.LambdaDsl;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.Matchers;
import au.com.dius.pact.core.model.HttpRequest;
import au.com.dius.pact.core.model.HttpResponse;
import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.core.model.V4Interaction;
import au.com.dius.pact.core.model.generators.Category;
import au.com.dius.pact.core.model.generators.Generator;
import au.com.dius.pact.core.model.generators.ProviderStateGenerator;
import au.com.dius.pact.core.model.matchingrules.MatchingRule;
import au.com.dius.pact.core.support.expressions.DataType;
import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.error.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One request with its answer, and the client's call that makes the one of the other. A value that only the server knows is
 * written as an expression, {@code ${sessionId}}: the mock server sees its {@link Example}, the real one its own.
 */
final class Interaction {
    private final String operationId;
    private final String description;
    private final List<ProviderState> states = new ArrayList<>();
    private final HttpRequest request = new HttpRequest();
    private final HttpResponse response = new HttpResponse();
    private Consumer<VideoCallClient> call = client -> {};
    private String token;
    private String key;
    private boolean isKeyed;

    private Interaction(String operationId, String what) {
        this.operationId = operationId;
        this.description = operationId + ": " + what;
    }

    static Interaction of(String operationId, String what) {
        return new Interaction(operationId, what);
    }

    Interaction given(String state) {
        states.add(new ProviderState(state));
        return this;
    }

    Interaction request(String method, String path) {
        return request(method, path, "application/json");
    }

    Interaction request(String method, String path, String accept) {
        new HttpRequestBuilder(request).method(method).path(Example.of(path)).header("Accept", accept);
        if (Example.isExpression(path)) {
            request.getGenerators().addGenerator(Category.PATH, "", injected(path));
        }
        return this;
    }

    Interaction query(String name, String value) {
        new HttpRequestBuilder(request).queryParameter(name, Example.of(value));
        if (Example.isExpression(value)) {
            request.getGenerators().addGenerator(Category.QUERY, name, injected(value));
        }
        return this;
    }

    /** Sends an idempotency key of the caller's; every other write has one of the client's. */
    Interaction key(String key) {
        this.key = key;
        return this;
    }

    /** Says that the answer is a stored one. */
    Interaction replayed() {
        new HttpResponseBuilder(response).header("Idempotency-Replayed", "true");
        return this;
    }

    /** Says that the answer has the request id that was sent, not one of the server's. */
    Interaction underRequestId(String requestId) {
        response.getMatchingRules()
                .rulesForCategory("header")
                .getMatchingRules()
                .remove("X-Request-Id");
        new HttpResponseBuilder(response).header("X-Request-Id", requestId);
        return this;
    }

    /** Sends a token, an expression. */
    Interaction bearer(String expression) {
        token = Example.of(expression);
        new HttpRequestBuilder(request).header("Authorization", "Bearer " + token);
        request.getGenerators().addGenerator(Category.HEADER, "Authorization", injected("Bearer " + expression));
        return this;
    }

    Interaction json(String body) {
        new HttpRequestBuilder(request).body(body, "application/json");
        return contentType("application/json");
    }

    /** Sends a JSON object with one field, an expression. */
    Interaction jsonInjecting(String field, String expression) {
        json("{\"" + field + "\": \"" + Example.of(expression) + "\"}");
        return injecting(field, expression);
    }

    /** Gives a field of the JSON object another value at verification. */
    Interaction injecting(String field, String expression) {
        return generating(field, injected(expression));
    }

    Interaction generating(String field, Generator generator) {
        request.getGenerators().addGenerator(Category.BODY, "$." + field, generator);
        return this;
    }

    HttpRequest request() {
        return request;
    }

    Interaction form(BodyBuilder body) {
        new HttpRequestBuilder(request).body(body);
        return contentType(Objects.requireNonNull(body.getContentType()).toString());
    }

    Interaction answers(Consumer<LambdaDslObject> body) {
        answer(200, body);
        return this;
    }

    /** Says that there is nothing, and will be nothing. */
    Interaction answersNoContent() {
        withRequestId(204);
        return this;
    }

    /** Sends a header with an expression's value. */
    Interaction header(String name, String value) {
        new HttpRequestBuilder(request).header(name, value);
        return this;
    }

    Interaction answersText(String contentType, MatchingRule rule, String example) {
        HttpResponseBuilder builder = withRequestId(200).body(example, contentType);
        response.getMatchingRules().addCategory("body").addRule("$", rule);
        contentType(builder, contentType);
        return this;
    }

    /** The call and what it has to return. */
    <T> Interaction when(Function<VideoCallClient, T> operation, Consumer<T> expected) {
        call = client -> expected.accept(operation.apply(client));
        return this;
    }

    /** An error, and the exception that the client makes of it. */
    Interaction fails(
            int status, String code, Class<? extends ApiException> expected, Function<VideoCallClient, ?> operation) {
        HttpResponseBuilder builder = answer(status, body -> {
            body.stringType("error", "What went wrong");
            body.stringValue("code", code);
        });
        switch (status) {
            case 401 -> builder.header("WWW-Authenticate", Matchers.regexp("Bearer.*", "Bearer"));
            case 429 -> {
                builder.header("Retry-After", Matchers.regexp("[1-9][0-9]*", "42"));
                builder.header("RateLimit", Matchers.regexp("\"[a-z-]+\";r=[0-9]+;t=[0-9]+", "\"limit\";r=0;t=42"));
                builder.header(
                        "RateLimit-Policy", Matchers.regexp("\"[a-z-]+\";q=[0-9]+;w=[0-9]+", "\"limit\";q=60;w=60"));
            }
            case 503 -> builder.header("Retry-After", Matchers.regexp("[1-9][0-9]*", "42"));
            default -> {}
        }
        call = client -> {
            Throwable thrown = catchThrowable(() -> operation.apply(client));
            assertThat(thrown).isExactlyInstanceOf(expected);
            ApiException exception = (ApiException) thrown;
            assertThat(exception.status()).isEqualTo(status);
            assertThat(exception.code().value()).isEqualTo(code);
            assertThat(exception.code().known().name()).isEqualTo(code);
            assertThat(exception.requestId()).hasValue(Example.REQUEST_ID);
            assertThat(exception).hasMessageContaining("What went wrong");
            assertThat(exception.retryAfter())
                    .isEqualTo(status == 429 || status == 503 ? Optional.of(Duration.ofSeconds(42)) : Optional.empty());
        };
        return this;
    }

    String operationId() {
        return operationId;
    }

    String description() {
        return description;
    }

    int status() {
        return response.getStatus();
    }

    V4Interaction.SynchronousHttp recorded() {
        // Last: a body that is set later would take the matcher away.
        if (!isKeyed && !request.getMethod().equals("GET")) {
            isKeyed = true;
            HttpRequestBuilder builder = new HttpRequestBuilder(request);
            if (key == null) {
                builder.header("Idempotency-Key", Matchers.regexp("[!-~]{1,200}", Example.KEY));
            } else {
                builder.header("Idempotency-Key", key);
            }
        }
        return new V4Interaction.SynchronousHttp(description, states, request, response);
    }

    /** Makes the call, with the token of {@link #bearer}. */
    void run(String baseUrl) {
        try (VideoCallClient client =
                VideoCallClient.builder().baseUrl(baseUrl).maxRetries(0).build()) {
            call.accept(token == null ? client : client.withToken(token));
        }
    }

    private HttpResponseBuilder answer(int status, Consumer<LambdaDslObject> body) {
        HttpResponseBuilder builder =
                withRequestId(status).body(LambdaDsl.newJsonBody(body::accept).build());
        return contentType(builder, "application/json");
    }

    private HttpResponseBuilder contentType(HttpResponseBuilder builder, String type) {
        // Setting the body has added the header a first time, in small letters and without a matcher.
        response.getHeaders().remove("content-type");
        return builder.header("Content-Type", Matchers.regexp(type + "(; ?charset=(?i:utf-8))?", type));
    }

    private Interaction contentType(String type) {
        request.getHeaders().remove("content-type");
        request.getHeaders().put("Content-Type", List.of(type));
        return this;
    }

    private HttpResponseBuilder withRequestId(int status) {
        return new HttpResponseBuilder(response)
                .status(status)
                .header("X-Request-Id", Matchers.regexp("[A-Za-z0-9_-]{8,64}", Example.REQUEST_ID));
    }

    private static Generator injected(String expression) {
        return new ProviderStateGenerator(expression, DataType.STRING);
    }
}
