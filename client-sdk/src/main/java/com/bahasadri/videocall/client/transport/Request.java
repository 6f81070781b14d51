package com.bahasadri.videocall.client.transport;

import com.bahasadri.videocall.client.Headers;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.VideoSource;
import com.bahasadri.videocall.client.internal.Json;
import com.bahasadri.videocall.client.internal.PathSegments;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request of an operation. Immutable and safe for use by many threads. */
public final class Request {
    private final String operationId;
    private final String method;
    private final String path;
    private final List<Map.Entry<String, String>> query;
    private final Headers headers;
    private final byte @Nullable [] json;
    private final @Nullable FilePart file;
    private final RequestOptions options;
    private final int attempt;
    private final Duration timeLimit;

    private Request(Builder builder) {
        operationId = builder.operationId;
        method = builder.method;
        path = builder.path;
        query = builder.query;
        headers = builder.headers;
        json = builder.json;
        file = builder.file;
        options = builder.options;
        attempt = builder.attempt;
        timeLimit = builder.timeLimit;
    }

    /**
     * Starts to build a request.
     *
     * @param operationId the operation, for messages
     * @param method the HTTP method, in capitals
     * @param pathTemplate the path, with each parameter's name in braces
     * @return a builder of a request without parameters, headers and body
     */
    public static Builder builder(String operationId, String method, String pathTemplate) {
        return new Builder(operationId, method, pathTemplate);
    }

    /**
     * Starts to build a changed copy.
     *
     * @return a builder that has all of this
     */
    public Builder toBuilder() {
        Builder builder = new Builder(operationId, method, path);
        builder.query = query;
        builder.headers = headers;
        builder.json = json;
        builder.file = file;
        builder.options = options;
        builder.attempt = attempt;
        builder.timeLimit = timeLimit;
        return builder;
    }

    /**
     * The operation, for messages.
     *
     * @return the contract's {@code operationId}
     */
    public String operationId() {
        return operationId;
    }

    /**
     * The HTTP method.
     *
     * @return the method, in capitals
     */
    public String method() {
        return method;
    }

    /**
     * Whether it may change something.
     *
     * @return whether the method is another one than {@code GET}, {@code HEAD} and {@code OPTIONS}
     */
    public boolean isWrite() {
        return !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
    }

    /**
     * Whether it can be sent again.
     *
     * @return whether it is not a form whose file gives its bytes once
     */
    public boolean isRepeatable() {
        return file == null || file.source().isRepeatable();
    }

    /**
     * The path, encoded.
     *
     * @return the path, starting with a slash
     */
    public String path() {
        return path;
    }

    /**
     * The query.
     *
     * @return names and values in order, not encoded
     */
    public List<Map.Entry<String, String>> query() {
        return query;
    }

    /**
     * The headers, without those that describe the body.
     *
     * @return the headers, which may hold a token
     */
    public Headers headers() {
        return headers;
    }

    /**
     * The JSON body.
     *
     * @return the text; empty where there is none
     */
    public Optional<String> json() {
        return json == null ? Optional.empty() : Optional.of(new String(json, StandardCharsets.UTF_8));
    }

    /**
     * The JSON body as bytes.
     *
     * @return a read-only view; empty where there is none
     */
    public Optional<ByteBuffer> jsonBytes() {
        return json == null
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(json).asReadOnlyBuffer());
    }

    /**
     * The form's file.
     *
     * @return the file; empty where there is none
     */
    public Optional<FilePart> file() {
        return Optional.ofNullable(file);
    }

    /**
     * What is otherwise for this call. On its way to a transport a timeout and a number of retries are always set.
     *
     * @return the options
     */
    public RequestOptions options() {
        return options;
    }

    /**
     * Which try of the call this is.
     *
     * @return 1 for the first
     */
    public int attempt() {
        return attempt;
    }

    /**
     * How long this try may take.
     *
     * @return what is left of the whole call's time; {@link Duration#ZERO} for no limit
     */
    public Duration timeLimit() {
        return timeLimit;
    }

    /** The operation alone: parameters, headers and bodies may hold what must not be logged. */
    @Override
    public String toString() {
        return operationId;
    }

    /**
     * A file in a form.
     *
     * @param name the form field's name
     * @param source the file
     */
    public record FilePart(String name, VideoSource source) {}

    /** Builds a {@link Request}. Not safe for use by many threads. */
    public static final class Builder {
        private final String operationId;
        private final String method;
        private String path;
        private List<Map.Entry<String, String>> query = List.of();
        private Headers headers = Headers.none();
        private byte @Nullable [] json;
        private @Nullable FilePart file;
        private RequestOptions options = RequestOptions.defaults();
        private boolean waits;
        private int attempt = 1;
        private Duration timeLimit = Duration.ZERO;

        private Builder(String operationId, String method, String path) {
            this.operationId = Objects.requireNonNull(operationId, "operationId is null");
            this.method = Objects.requireNonNull(method, "method is null");
            this.path = Objects.requireNonNull(path, "pathTemplate is null");
        }

        /**
         * Puts a parameter into the path, percent-encoded as one segment whatever it holds.
         *
         * @param name the parameter's name in the template
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the value is null, empty, {@code .} or {@code ..}, which no path can carry
         */
        public Builder path(String name, @Nullable String value) {
            path = PathSegments.put(path, name, value);
            return this;
        }

        /**
         * Adds a query parameter.
         *
         * @param name the parameter's name
         * @param value its value; null leaves it out
         * @return this builder
         */
        public Builder query(String name, @Nullable Object value) {
            if (value != null) {
                List<Map.Entry<String, String>> longer = new ArrayList<>(query);
                longer.add(Map.entry(name, value.toString()));
                query = List.copyOf(longer);
            }
            return this;
        }

        /**
         * Sets a header to one value.
         *
         * @param name the header's name
         * @param value its value
         * @return this builder
         */
        public Builder header(String name, String value) {
            headers = headers.with(name, value);
            return this;
        }

        /**
         * Sets what the answer may be.
         *
         * @param mediaType a media type
         * @return this builder
         */
        public Builder accept(String mediaType) {
            return header("Accept", mediaType);
        }

        /**
         * Sets the body, to be sent as JSON.
         *
         * @param value the body
         * @return this builder
         */
        public Builder json(Object value) {
            json = Json.write(Objects.requireNonNull(value, "request is null"));
            return this;
        }

        /**
         * Sets the body, to be sent as JSON.
         *
         * @param value the body; null for none
         * @return this builder
         */
        public Builder optionalJson(@Nullable Object value) {
            return value == null ? this : json(value);
        }

        /**
         * Sets the body to a form with one file.
         *
         * @param name the form field's name
         * @param source the file
         * @return this builder
         */
        public Builder file(String name, VideoSource source) {
            file = new FilePart(name, Objects.requireNonNull(source, name + " is null"));
            return this;
        }

        /**
         * Says that the operation takes {@code Prefer}, so that the options' wait is sent.
         *
         * @return this builder
         */
        public Builder waits() {
            waits = true;
            return this;
        }

        /**
         * Sets what is otherwise for this call.
         *
         * @param options the options
         * @return this builder
         */
        public Builder options(RequestOptions options) {
            this.options = Objects.requireNonNull(options, "options is null");
            return this;
        }

        /**
         * Sets which try of the call it is, and how long it may take.
         *
         * @param attempt 1 for the first
         * @param timeLimit what is left of the whole call's time; {@link Duration#ZERO} for no limit
         * @return this builder
         */
        public Builder attempt(int attempt, Duration timeLimit) {
            this.attempt = attempt;
            this.timeLimit = timeLimit;
            return this;
        }

        /**
         * Builds the request.
         *
         * @return the request
         * @throws IllegalStateException if a parameter of the path is missing
         */
        public Request build() {
            if (path.indexOf('{') >= 0) {
                throw new IllegalStateException("a path parameter is missing: " + path);
            }
            Duration wait = waits ? options.waitForOutcome().orElse(null) : null;
            if (wait != null) {
                header("Prefer", "wait=" + seconds(wait));
            }
            return new Request(this);
        }

        private static long seconds(Duration wait) {
            return wait.toSeconds() + (wait.toNanosPart() > 0 ? 1 : 0);
        }
    }
}
