package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Timeout;
import java.time.Duration;
import okhttp3.OkHttpClient;

/** Timeouts as OkHttp has them. That of the whole call is not set there: it spans several of OkHttp's calls. */
public final class Timeouts {
    private Timeouts() {}

    /**
     * The timeouts of a client.
     *
     * @param http the client
     * @return all four
     */
    public static Timeout of(OkHttpClient http) {
        return new Timeout(
                Duration.ofMillis(http.connectTimeoutMillis()),
                Duration.ofMillis(http.readTimeoutMillis()),
                Duration.ofMillis(http.writeTimeoutMillis()),
                Duration.ofMillis(http.callTimeoutMillis()));
    }

    static boolean fit(Timeout timeout, OkHttpClient http) {
        return timeout.connect().toMillis() == http.connectTimeoutMillis()
                && timeout.read().toMillis() == http.readTimeoutMillis()
                && timeout.write().toMillis() == http.writeTimeoutMillis();
    }

    static OkHttpClient.Builder set(Timeout timeout, OkHttpClient.Builder http) {
        return http.connectTimeout(timeout.connect())
                .readTimeout(timeout.read())
                .writeTimeout(timeout.write())
                .callTimeout(Duration.ZERO);
    }
}
