package com.bahasadri.videocall.client.internal;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Keeps OkHttp from sending a GET again by itself, which it does after a 408, and after a 503 with {@code Retry-After: 0}, unless it is
 * asked to wait. So at the network each of them asks for that, and behind OkHttp's own part it says again what the server said.
 * Immutable and safe for use by many threads.
 */
final class SentOnce implements Interceptor {
    private static final String TOLD = "Retry-After";
    /** No server can send it: a colon ends a name. */
    private static final String KEPT = ":retry-after";

    private SentOnce() {}

    /** Next to OkHttp's own part on both sides, so that the interceptors of an injected client see what the server sent. */
    static OkHttpClient.Builder on(OkHttpClient.Builder http) {
        SentOnce once = new SentOnce();
        http.networkInterceptors().add(0, once);
        return http.addInterceptor(once);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.code() != 408 && response.code() != 503) {
            return response;
        }
        boolean atTheNetwork = chain.connection() != null;
        return atTheNetwork
                ? moved(response, TOLD, KEPT).header(TOLD, "1").build()
                : moved(response, KEPT, TOLD).build();
    }

    private static Response.Builder moved(Response response, String from, String to) {
        Response.Builder moved = response.newBuilder().removeHeader(to).removeHeader(from);
        response.headers(from).forEach(value -> moved.addHeader(to, value));
        return moved;
    }
}
