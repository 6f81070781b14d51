package com.bahasadri.videocall.server.adapter.r2;

import static com.bahasadri.videocall.server.adapter.r2.StubbedBucket.ID;
import static com.bahasadri.videocall.server.adapter.r2.StubbedBucket.error;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.adapter.r2.StubbedBucket.Call;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.video.VideoType;
import com.bahasadri.videocall.server.port.FileStore.NewFile;
import com.bahasadri.videocall.server.port.FileStore.Upload;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link R2FileStore} asks, and what becomes of an upload when the answer is not what it should be. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class R2FailureTest {
    private static final int PART = 64 * 1024;

    private static final List<Call> STORING = List.of(Call.PUT, Call.CREATE, Call.PART, Call.LAST_PART, Call.COMPLETE);

    @TempDir
    private Path parts;

    private final StubbedBucket bucket = new StubbedBucket();
    private R2FileStore store;

    /** The first use takes so long that it would be taken for a failure. */
    @BeforeAll
    static void loadClasses(@TempDir Path directory) {
        try (StubbedBucket first = new StubbedBucket();
                R2FileStore store = new R2FileStore(first.settings(), directory, PART)) {
            upload(store, 3 * PART);
        }
    }

    @BeforeEach
    void openStore() {
        store = new R2FileStore(bucket.settings(), parts, PART);
    }

    /** Whatever has happened. */
    @AfterEach
    void nothing_isLeft() throws Exception {
        store.close();
        bucket.close();
        assertThat(parts).isEmptyDirectory();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("r2-") || thread.getName().startsWith("sdk-")) {
                thread.join(TimeUnit.SECONDS.toMillis(30));
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        assertThat(bucket.logged()).doesNotContain(StubbedBucket.SECRET).doesNotContain("Signature=");
    }

    @Test
    void complete_onePart_isOneCall() {
        upload(PART);

        assertThat(bucket.calls()).containsExactly(Call.PUT);
    }

    @Test
    void complete_threeParts_areSentInOrderAndOfOneSize() {
        upload(3 * PART - 1);

        assertThat(bucket.calls()).containsExactly(Call.CREATE, Call.PART, Call.PART, Call.LAST_PART, Call.COMPLETE);
        assertThat(bucket.requests())
                .extracting(request -> request.getBody().length)
                .startsWith(0, PART, PART, PART - 1);
        assertThat(bucket.requests(Call.COMPLETE).get(0).getBodyAsString())
                .containsSubsequence(
                        "<PartNumber>1</PartNumber>", "<PartNumber>2</PartNumber>", "<PartNumber>3</PartNumber>");
    }

    @Test
    void requests_thatHaveBodies_areAsR2WantsThem() {
        upload(PART);
        upload(3 * PART);

        for (LoggedRequest request : bucket.requests()) {
            List<String> names = request.getHeaders().all().stream()
                    .map(header -> header.key().toLowerCase(Locale.ROOT))
                    .toList();
            assertThat(names)
                    .contains("content-length", "x-amz-content-sha256")
                    .doesNotContain(
                            "content-encoding",
                            "transfer-encoding",
                            "expect",
                            "x-amz-trailer",
                            "x-amz-decoded-content-length",
                            "x-amz-acl",
                            "x-amz-tagging",
                            "x-amz-expected-bucket-owner")
                    .noneMatch(name -> name.contains("checksum"));
            assertThat(request.getHeader("amz-sdk-request")).isEqualTo("attempt=1; max=3");
            // Over plain HTTP the body is signed; over HTTPS it is UNSIGNED-PAYLOAD.
            assertThat(request.getHeader("x-amz-content-sha256")).matches("[0-9a-f]{64}|UNSIGNED-PAYLOAD");
            assertThat(request.getHeader("Authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=" + StubbedBucket.KEY_ID + "/")
                    .contains("/auto/s3/aws4_request");
        }
        for (Call call : List.of(Call.PUT, Call.CREATE)) {
            LoggedRequest request = bucket.requests(call).get(0);
            assertThat(request.getHeader("Content-Type")).isEqualTo("video/webm");
            assertThat(request.getHeader("Content-Disposition"))
                    .isEqualTo("inline; filename=\"_.webm\"; filename*=UTF-8''%C3%A9.webm");
        }
    }

    static Stream<Arguments> failures() {
        List<ResponseDefinitionBuilder> answers = List.of(
                error(500, "InternalError"),
                error(503, "SlowDown"),
                error(403, "InvalidAccessKeyId"),
                error(403, "SignatureDoesNotMatch"),
                error(404, "NoSuchBucket"),
                error(404, "NoSuchUpload"),
                error(301, "PermanentRedirect").withHeader("Location", "http://127.0.0.1:1/"),
                aResponse().withStatus(401).withHeader("WWW-Authenticate", "Basic"),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withFault(Fault.EMPTY_RESPONSE),
                aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        return STORING.stream().flatMap(call -> answers.stream().map(answer -> Arguments.of(call, answer)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void upload_aCallFails_isUnavailableAndTakenBack(Call call, ResponseDefinitionBuilder answer) {
        bucket.answer(call, answer);

        assertUnavailable(() -> upload(call == Call.PUT ? PART : 3 * PART));

        assertThat(bucket.calls()).endsWith(withWhatTakesBack(call));
        assertThat(bucket.logged()).contains("R2 failed").contains(ID);
    }

    @ParameterizedTest
    @FieldSource("STORING")
    void upload_aCallIsNotAnswered_isUnavailableAndTakenBack(Call call) {
        store.close();
        store = new R2FileStore(bucket.settings(Duration.ofSeconds(2)), parts, PART);
        bucket.answer(call, aResponse().withFixedDelay(6_000));

        assertUnavailable(() -> upload(call == Call.PUT ? PART : 3 * PART));

        bucket.awaitCall(call);
        assertThat(bucket.calls()).contains(withWhatTakesBack(call));
    }

    private static Call[] withWhatTakesBack(Call call) {
        return switch (call) {
            case PUT -> new Call[] {Call.PUT, Call.DELETE};
            case CREATE -> new Call[] {Call.CREATE, Call.LIST, Call.ABORT};
            case PART -> new Call[] {Call.PART, Call.ABORT};
            case LAST_PART -> new Call[] {Call.LAST_PART, Call.ABORT, Call.DELETE};
            default -> new Call[] {Call.COMPLETE, Call.ABORT, Call.DELETE};
        };
    }

    @Test
    void complete_errorInA200_isUnavailable() {
        bucket.answer(Call.COMPLETE, error(200, "InternalError"));

        assertUnavailable(() -> upload(3 * PART));

        assertThat(bucket.calls()).endsWith(Call.COMPLETE, Call.ABORT, Call.DELETE);
    }

    @ParameterizedTest
    @CsvSource({"CREATE", "COMPLETE"})
    void upload_answerThatIsNoXml_isUnavailable(Call call) {
        bucket.answer(call, aResponse().withBody("<html>"));

        assertUnavailable(() -> upload(3 * PART));
    }

    @Test
    void upload_nothingCanBeTakenBack_isUnavailableAllTheSame() {
        for (Call call : List.of(Call.PART, Call.ABORT, Call.LIST, Call.DELETE)) {
            bucket.answer(call, error(500, "InternalError"));
        }

        assertUnavailable(() -> upload(3 * PART));

        assertThat(bucket.requests(Call.ABORT)).isNotEmpty();
    }

    @Test
    void write_afterAPartFailed_failsWithoutComplete() {
        bucket.answer(Call.PART, error(403, "AccessDenied"));

        try (Upload upload = store.begin(file())) {
            assertUnavailable(() -> {
                while (true) {
                    upload.write(new byte[PART / 2], 0, PART / 2);
                }
            });
            assertUnavailable(() -> upload.write(new byte[1], 0, 1));
            assertUnavailable(upload::complete);
        }
        assertThat(bucket.calls()).endsWith(Call.ABORT).doesNotContain(Call.COMPLETE, Call.DELETE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Call.class,
            names = {"DELETE", "LIST", "ABORT"})
    void delete_aCallFails_isUnavailable(Call call) {
        bucket.answer(call, error(403, "AccessDenied"));

        assertUnavailable(() -> store.delete(ID));
    }

    @Test
    void delete_uploadThatEndsMeanwhile_isNoError() {
        bucket.answer(Call.ABORT, error(404, "NoSuchUpload"));

        store.delete(ID);

        assertThat(bucket.calls()).containsExactly(Call.DELETE, Call.LIST, Call.ABORT);
    }

    @Test
    void upload_aFewFailures_areTriedAgain() {
        bucket.failOnce(Call.PART);

        upload(3 * PART);

        assertThat(bucket.requests(Call.PART)).hasSize(3);
    }

    @Test
    void upload_nobodyListens_isUnavailable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        R2Settings settings = bucket.settings();
        try (R2FileStore nowhere = new R2FileStore(
                new R2Settings(
                        URI.create("http://127.0.0.1:" + port),
                        settings.bucket(),
                        settings.accessKeyId(),
                        settings.secretAccessKey(),
                        null,
                        settings.timeouts()),
                parts,
                PART)) {
            assertUnavailable(() -> upload(nowhere, 3 * PART));
            assertUnavailable(() -> nowhere.delete(ID));
        }
    }

    @Test
    void close_storeDuringAnUpload_failsTheUpload() {
        try (Upload upload = store.begin(file())) {
            upload.write(new byte[PART], 0, PART);
            store.close();

            assertUnavailable(() -> {
                upload.write(new byte[2 * PART], 0, 2 * PART);
                upload.complete();
            });
        }
    }

    @Test
    void write_directoryOfThePartsGone_isUnavailable() throws IOException {
        Files.delete(parts);

        assertUnavailable(() -> upload(1));

        Files.createDirectory(parts);
        upload(1);
    }

    private void upload(int size) {
        upload(store, size);
    }

    private static void upload(R2FileStore to, int size) {
        try (Upload upload = to.begin(file())) {
            upload.write(new byte[size], 0, size);
            upload.complete();
        }
    }

    private static NewFile file() {
        return new NewFile(ID, "é.webm", VideoType.WEBM);
    }

    private static void assertUnavailable(ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(ServiceException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessage("The files' storage does not answer");
    }
}
