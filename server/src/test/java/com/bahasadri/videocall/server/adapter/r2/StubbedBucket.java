package com.bahasadri.videocall.server.adapter.r2;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** A bucket that does as it is told: each call succeeds until it is given another answer. */
final class StubbedBucket implements AutoCloseable {
    static final String ID = "0b6cb4f4-9d0d-4a9b-8d7f-0123456789ab";
    static final String KEY = "/bucket/video-call/" + ID;
    static final String KEY_ID = "the-key-id";
    static final String SECRET = "the-SECRET-key";

    private final WireMockServer server = new WireMockServer(options().dynamicPort());
    private final Logger logger = (Logger) LoggerFactory.getLogger("com.bahasadri.videocall.server.adapter");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    StubbedBucket() {
        server.start();
        for (Call call : Call.values()) {
            answer(call, call.success());
        }
        logger.setLevel(Level.DEBUG);
        log.start();
        logger.addAppender(log);
    }

    R2Settings settings() {
        return settings(Duration.ofSeconds(20));
    }

    R2Settings settings(Duration patience) {
        return new R2Settings(
                URI.create("http://127.0.0.1:" + server.port()),
                "bucket",
                KEY_ID,
                SECRET,
                null,
                new R2Settings.Timeouts(patience, patience, patience, patience));
    }

    void answer(Call call, ResponseDefinitionBuilder answer) {
        server.stubFor(call.mapping().willReturn(answer));
    }

    /** Fails the first time, as it does with buckets that have much to do. */
    void failOnce(Call call) {
        server.stubFor(call.mapping()
                .inScenario("once")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("failed")
                .willReturn(error(503, "SlowDown")));
    }

    /** Waits until a call that nobody waits for any more is on record. */
    void awaitCall(Call call) {
        while (requests(call).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    /** What was asked, oldest first, without what the SDK asked again. */
    List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        for (LoggedRequest request : requests()) {
            Call call = Call.of(request);
            if (calls.isEmpty() || calls.get(calls.size() - 1) != call || call == Call.PART) {
                calls.add(call);
            }
        }
        return calls;
    }

    List<LoggedRequest> requests() {
        List<ServeEvent> events = new ArrayList<>(server.getAllServeEvents());
        Collections.reverse(events);
        return events.stream().map(ServeEvent::getRequest).toList();
    }

    List<LoggedRequest> requests(Call call) {
        return requests().stream().filter(one -> Call.of(one) == call).toList();
    }

    String logged() {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(log.list)) {
            text.append(event.getFormattedMessage())
                    .append(event.getKeyValuePairs())
                    .append(event.getThrowableProxy())
                    .append('\n');
        }
        return text.toString();
    }

    @Override
    public void close() {
        logger.detachAppender(log);
        logger.setLevel(null);
        server.stop();
    }

    /** An answer of S3's that something is wrong. */
    static ResponseDefinitionBuilder error(int status, String code) {
        return aResponse().withStatus(status).withBody("<Error><Code>" + code + "</Code><Message>no</Message></Error>");
    }

    /** What a store asks of its bucket. */
    enum Call {
        PUT,
        CREATE,
        PART,
        LAST_PART,
        COMPLETE,
        ABORT,
        LIST,
        DELETE;

        static Call of(Request request) {
            boolean upload = request.queryParameter("uploadId").isPresent();
            String name = request.getMethod().getName().toUpperCase(Locale.ROOT);
            return switch (name) {
                case "PUT" ->
                    !upload
                            ? PUT
                            : request.queryParameter("partNumber").hasValueMatching(equalTo("3")) ? LAST_PART : PART;
                case "POST" -> upload ? COMPLETE : CREATE;
                case "DELETE" -> upload ? ABORT : DELETE;
                default -> LIST;
            };
        }

        private MappingBuilder mapping() {
            return switch (this) {
                case PUT -> put(urlPathEqualTo(KEY)).withQueryParam("uploadId", absent());
                case CREATE -> post(urlPathEqualTo(KEY)).withQueryParam("uploads", matching(".*"));
                case PART -> put(urlPathEqualTo(KEY)).withQueryParam("partNumber", matching("[12]"));
                case LAST_PART -> put(urlPathEqualTo(KEY)).withQueryParam("partNumber", equalTo("3"));
                case COMPLETE -> post(urlPathEqualTo(KEY)).withQueryParam("uploadId", equalTo("u-1"));
                case ABORT -> delete(urlPathEqualTo(KEY)).withQueryParam("uploadId", equalTo("u-1"));
                case LIST -> get(urlPathEqualTo("/bucket")).withQueryParam("uploads", matching(".*"));
                case DELETE -> delete(urlPathEqualTo(KEY)).withQueryParam("uploadId", absent());
            };
        }

        private ResponseDefinitionBuilder success() {
            return switch (this) {
                case PUT, PART, LAST_PART -> aResponse().withHeader("ETag", "\"an-etag\"");
                case CREATE ->
                    aResponse()
                            .withBody("<InitiateMultipartUploadResult><UploadId>u-1</UploadId>"
                                    + "</InitiateMultipartUploadResult>");
                case COMPLETE ->
                    aResponse()
                            .withBody(
                                    "<CompleteMultipartUploadResult><ETag>\"e\"</ETag></CompleteMultipartUploadResult>");
                case ABORT, DELETE -> aResponse().withStatus(204);
                case LIST ->
                    aResponse()
                            .withBody(
                                    "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated><Upload><Key>video-call/"
                                            + ID
                                            + "</Key><UploadId>u-1</UploadId></Upload></ListMultipartUploadsResult>");
            };
        }
    }
}
