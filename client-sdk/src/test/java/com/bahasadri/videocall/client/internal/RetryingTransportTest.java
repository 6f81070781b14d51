package com.bahasadri.videocall.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.UploadOptions;
import com.bahasadri.videocall.client.VideoSource;
import com.bahasadri.videocall.client.error.ApiException;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.Failure;
import com.bahasadri.videocall.client.error.SourceException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.error.VideoCallException;
import com.bahasadri.videocall.client.model.ErrorCode;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetryingTransportTest {
    private static final VideoSource REPEATABLE = VideoSource.of("demo.mp4", "video/mp4", new byte[1]);
    private static final VideoSource ONCE = VideoSource.of(InputStream.nullInputStream(), 0);

    private final List<Duration> waits = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();

    @Test
    void upload_serverNotReached_isTriedAgainAfterASecond() {
        Script script = new Script(refused(), refused());
        assertThat(retrying(script).send(upload(REPEATABLE), String.class)).isEqualTo("done");
        assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void upload_serverUnavailable_isTriedAgainWhenItSays() {
        Script script = new Script(unavailable(Duration.ofSeconds(30)), unavailable(Duration.ZERO));
        assertThat(retrying(script).send(upload(REPEATABLE), String.class)).isEqualTo("done");
        assertThat(waits).containsExactly(Duration.ofSeconds(30), Duration.ZERO);
    }

    @Test
    void upload_thirdFailure_isThrown() {
        VideoCallException last = unavailable(Duration.ZERO);
        Script script = new Script(unavailable(Duration.ZERO), refused(), last);
        assertThat(catchThrowable(() -> retrying(script).send(upload(REPEATABLE), String.class)))
                .isSameAs(last);
        assertThat(script.sent).isEqualTo(3);
        assertThat(waits).hasSize(2);
    }

    static Stream<VideoCallException> finalFailures() {
        return Stream.of(
                unavailable(null),
                unavailable(Duration.ofMillis(30_001)),
                ApiException.of(failure(500, Duration.ZERO)),
                ApiException.of(failure(507, Duration.ZERO)),
                ApiException.of(failure(429, Duration.ZERO)),
                ApiException.of(failure(409, null)),
                new TransportException("silent", new SocketTimeoutException()),
                new TransportException("not the promised JSON", null),
                new SourceException("gone", null),
                new CancelledException("cancelled", new ConnectException()));
    }

    @ParameterizedTest
    @MethodSource("finalFailures")
    void upload_anyOtherFailure_isThrownAtOnce(VideoCallException failure) {
        Script script = new Script(failure);
        assertThat(catchThrowable(() -> retrying(script).send(upload(REPEATABLE), String.class)))
                .isSameAs(failure);
        assertThat(script.sent).isEqualTo(1);
        assertThat(waits).isEmpty();
    }

    static Stream<Call> othersCalls() {
        return Stream.of(upload(ONCE), Call.of("createSession", "POST", "/"), Call.of("getHealth", "GET", "/"));
    }

    @ParameterizedTest
    @MethodSource("othersCalls")
    void call_notOfARepeatableSource_isSentOnce(Call call) {
        VideoCallException failure = refused();
        Script script = new Script(failure);
        assertThat(catchThrowable(() -> retrying(script).send(call, String.class)))
                .isSameAs(failure);
        assertThat(script.sent).isEqualTo(1);
    }

    @Test
    void wait_interrupted_endsTheUploadAndStays() {
        Script script = new Script(refused());
        RetryingTransport retrying = new RetryingTransport(script);
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(() -> retrying.send(upload(REPEATABLE), String.class));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isExactlyInstanceOf(CancelledException.class).hasMessageContaining("was interrupted");
        assertThat(script.sent).isEqualTo(1);
    }

    @Test
    void wait_cancelled_endsTheUpload() {
        // The real pause: without the cancellation it would last for 30 s, and then send again.
        Script script = new Script(unavailable(Duration.ofSeconds(30)));
        script.afterwards = cancellation::cancel;
        RetryingTransport retrying = new RetryingTransport(script);
        Call cancellable = Call.of("uploadVideoFile", "POST", "/")
                .file("file", REPEATABLE, UploadOptions.defaults().withCancellation(cancellation));
        assertThat(catchThrowable(() -> retrying.send(cancellable, String.class)))
                .isExactlyInstanceOf(CancelledException.class)
                .hasMessageContaining("was cancelled");
        assertThat(script.sent).isEqualTo(1);
    }

    private RetryingTransport retrying(Script script) {
        return new RetryingTransport(script, (wait, until) -> waits.add(wait));
    }

    private static Call upload(VideoSource source) {
        return Call.of("uploadVideoFile", "POST", "/").file("file", source, UploadOptions.defaults());
    }

    private static VideoCallException refused() {
        return new TransportException("refused", new ConnectException());
    }

    private static VideoCallException unavailable(@Nullable Duration retryAfter) {
        return ApiException.of(failure(503, retryAfter));
    }

    private static Failure failure(int status, @Nullable Duration retryAfter) {
        return new Failure("uploadVideoFile", status, ErrorCode.of("CODE"), null, "No", retryAfter);
    }

    /** Fails as it is told, then succeeds. */
    private static final class Script implements Transport {
        private final Deque<VideoCallException> failures;
        private Runnable afterwards = () -> {};
        private int sent;

        Script(VideoCallException... failures) {
            this.failures = new ArrayDeque<>(List.of(failures));
        }

        @Override
        public <T> T send(Call call, Class<T> answer) {
            sent++;
            if (failures.isEmpty()) {
                return answer.cast("done");
            }
            afterwards.run();
            throw failures.remove();
        }
    }
}
