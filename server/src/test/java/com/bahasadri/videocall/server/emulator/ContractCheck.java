package com.bahasadri.videocall.server.emulator;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import okhttp3.Response;
import okio.Buffer;

/** Holds every request and answer that passes an OkHttp client against {@code realtimekit.yaml}. */
public final class ContractCheck implements Interceptor {
    private static final OpenApiInteractionValidator REALTIMEKIT = contract("realtimekit.yaml");
    private static final OpenApiInteractionValidator CONTROLS = contract("emulator.yaml");

    private final AtomicInteger exchanges = new AtomicInteger();
    private final OpenApiInteractionValidator contract;
    private final boolean requests;
    private final boolean answers;

    private ContractCheck(OpenApiInteractionValidator contract, boolean requests, boolean answers) {
        this.contract = contract;
        this.requests = requests;
        this.answers = answers;
    }

    /** Checks both. */
    public static ContractCheck ofBoth() {
        return new ContractCheck(REALTIMEKIT, true, true);
    }

    /** Checks requests, for answers that are wrong on purpose. */
    public static ContractCheck ofRequests() {
        return new ContractCheck(REALTIMEKIT, true, false);
    }

    /** Checks answers, for requests that are wrong on purpose. */
    public static ContractCheck ofAnswers() {
        return new ContractCheck(REALTIMEKIT, false, true);
    }

    /** Checks answers of the emulator's controls, against {@code emulator.yaml}. */
    public static ContractCheck ofControls() {
        return new ContractCheck(CONTROLS, false, true);
    }

    /** How many exchanges were checked. */
    public int exchanges() {
        return exchanges.get();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        okhttp3.Request sent = chain.request();
        if (requests) {
            require(contract.validateRequest(request(sent)), sent);
        }
        Response answer = chain.proceed(sent);
        if (answers) {
            check(sent, answer);
        }
        exchanges.incrementAndGet();
        return answer;
    }

    private void check(okhttp3.Request sent, Response answer) throws IOException {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.code())
                .withBody(answer.peekBody(Long.MAX_VALUE).string());
        answer.headers().forEach(header -> response.withHeader(header.getFirst(), header.getSecond()));
        require(
                contract.validateResponse(
                        sent.url().encodedPath(), Request.Method.valueOf(sent.method()), response.build()),
                sent);
    }

    private static OpenApiInteractionValidator contract(String file) {
        return OpenApiInteractionValidator.createFor(
                        Path.of(System.getProperty("spec.dir"), file).toString())
                .build();
    }

    private static Request request(okhttp3.Request sent) throws IOException {
        SimpleRequest.Builder request =
                new SimpleRequest.Builder(sent.method(), sent.url().encodedPath());
        sent.headers().forEach(header -> request.withHeader(header.getFirst(), header.getSecond()));
        sent.url()
                .queryParameterNames()
                .forEach(name -> request.withQueryParam(name, sent.url().queryParameterValues(name)));
        okhttp3.RequestBody body = sent.body();
        if (body != null && body.contentLength() > 0) {
            Buffer buffer = new Buffer();
            body.writeTo(buffer);
            request.withContentType("application/json").withBody(buffer.readString(StandardCharsets.UTF_8));
        }
        return request.build();
    }

    private static void require(ValidationReport report, okhttp3.Request sent) {
        if (report.hasErrors()) {
            throw new AssertionError(
                    sent.method() + " " + sent.url().encodedPath() + " breaks the contract: " + report.getMessages());
        }
    }
}
