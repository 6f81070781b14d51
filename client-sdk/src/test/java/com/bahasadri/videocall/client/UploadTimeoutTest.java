package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.bahasadri.videocall.client.internal.FakeTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The times that OkHttp is given, seen by an interceptor that lets nothing go out. */
class UploadTimeoutTest {
    private static final VideoSource VIDEO = VideoSource.of("demo.mp4", "video/mp4", new byte[1]);

    private final List<Timeout> seen = new ArrayList<>();
    private final Interceptor watching = chain -> {
        seen.add(new Timeout(
                Duration.ofMillis(chain.connectTimeoutMillis()),
                Duration.ofMillis(chain.readTimeoutMillis()),
                Duration.ofMillis(chain.writeTimeoutMillis()),
                Duration.ofNanos(chain.call().timeout().timeoutNanos())));
        throw new IOException("enough seen");
    };

    @Test
    void upload_withTheDefaults_hasNoLimitForTheWholeAndSixtySecondsToAnswer() {
        VideoCallClient client = client(Timeout.defaults());
        attempt(() -> client.videoFiles().upload("s", VIDEO));
        attempt(() -> client.videoFiles().list("s"));
        assertThat(seen)
                .containsExactly(
                        new Timeout(
                                Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ZERO),
                        Timeout.defaults());
    }

    @Test
    void upload_ofAClientThatWaitsLonger_waitsAsLong() {
        Timeout patient = Timeout.defaults().withConnect(Duration.ofSeconds(40)).withRead(Duration.ofMinutes(2));
        VideoCallClient client = client(patient);
        attempt(() -> client.videoFiles().upload("s", VIDEO));
        assertThat(seen).containsExactly(patient.withCall(Duration.ZERO));
    }

    @Test
    void upload_ofAClientWithoutLimits_hasNone() {
        Timeout none = new Timeout(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        VideoCallClient client = client(none);
        attempt(() -> client.videoFiles().upload("s", VIDEO));
        assertThat(seen).containsExactly(none);
    }

    @Test
    void upload_withTimesOfItsOwn_hasThoseAlone() {
        Timeout own =
                new Timeout(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4));
        VideoCallClient client = client(Timeout.defaults());
        attempt(() ->
                client.videoFiles().upload("s", VIDEO, RequestOptions.defaults().withTimeout(own)));
        attempt(() -> client.videoFiles().list("s"));
        assertThat(seen).containsExactly(own, Timeout.defaults());
    }

    private static void attempt(ThrowingCallable call) {
        assertThat(catchThrowable(call)).hasMessageContaining("enough seen");
    }

    private VideoCallClient client(Timeout timeout) {
        OkHttpClient http = new OkHttpClient.Builder().addInterceptor(watching).build();
        return VideoCallClient.builder()
                .httpClient(http)
                .time(new FakeTime(Instant.EPOCH))
                .timeout(timeout)
                .maxRetries(0)
                .build();
    }
}
