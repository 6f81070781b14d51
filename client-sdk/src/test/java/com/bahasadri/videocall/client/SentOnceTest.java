package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.bahasadri.videocall.client.error.ApiException;
import com.bahasadri.videocall.client.internal.FakeTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OkHttp repeats no request by itself: how often one is sent is for the retry policy alone. */
class SentOnceTest {
    private static final String NO = "{\"error\": \"No\", \"code\": \"UNAVAILABLE\"}";

    @ParameterizedTest
    @CsvSource({"408,,0,1", "408,,2,3", "408,0,0,1", "503,0,0,1", "503,0,2,3", "503,1,0,1"})
    void read_answeredWithWhatPasses_isSentAsOftenAsThePolicySays(
            int status, String retryAfter, int maxRetries, int expected) throws Exception {
        try (RawServer server = refusing(status, retryAfter);
                VideoCallClient client = VideoCallClient.builder()
                        .baseUrl(server.address())
                        .maxRetries(maxRetries)
                        .time(new FakeTime(Instant.EPOCH))
                        .build()) {
            ApiException blocking = (ApiException) catchThrowable(client.service()::health);
            Throwable waitless = catchThrowable(client.async().service().health()::join);

            assertThat(server.heads()).hasSize(2 * expected);
            assertThat(blocking.status()).isEqualTo(status);
            assertThat(waitless).hasCauseInstanceOf(ApiException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"408,", "408,0", "408,7", "503,", "503,0", "503,7"})
    void retryAfter_ofTheServer_isWhatTheCallerSees(int status, Long retryAfter) throws Exception {
        try (RawServer server = refusing(status, retryAfter == null ? null : retryAfter.toString());
                VideoCallClient client = VideoCallClient.builder()
                        .baseUrl(server.address())
                        .maxRetries(0)
                        .build()) {
            ApiException refused = (ApiException) catchThrowable(client.service()::health);

            if (retryAfter == null) {
                assertThat(refused.retryAfter()).isEmpty();
                assertThat(refused.headers().names()).containsExactly("content-length", "content-type");
            } else {
                assertThat(refused.retryAfter()).hasValue(Duration.ofSeconds(retryAfter));
                assertThat(refused.headers().names()).containsExactly("content-length", "content-type", "retry-after");
            }
        }
    }

    @Test
    void interceptors_ofAnInjectedClient_seeWhatTheServerSent() throws Exception {
        List<String> seen = new ArrayList<>();
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    okhttp3.Response response = chain.proceed(chain.request());
                    seen.add("outside " + response.headers("Retry-After")
                            + response.headers().size());
                    return response;
                })
                .addNetworkInterceptor(chain -> {
                    okhttp3.Response response = chain.proceed(chain.request());
                    seen.add("inside " + response.headers("Retry-After")
                            + response.headers().size());
                    return response;
                })
                .build();
        try (RawServer server = refusing(503, "0");
                VideoCallClient client = VideoCallClient.builder()
                        .baseUrl(server.address())
                        .httpClient(http)
                        .maxRetries(0)
                        .build()) {
            catchThrowable(client.service()::health);
        }

        assertThat(seen).containsExactly("inside [0]3", "outside [0]3");
    }

    private static RawServer refusing(int status, String retryAfter) throws IOException {
        return new RawServer((raw, connection) -> {
            while (raw.head(connection) != null) {
                if (retryAfter == null) {
                    RawServer.answer(connection, status, NO);
                } else {
                    RawServer.answer(connection, status, NO, "Retry-After: " + retryAfter);
                }
            }
        });
    }
}
