package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Timeout;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** The connections of a client that was given none. */
public final class Connections {
    private static final int MAX_CALLS = 64;

    private Connections() {}

    /**
     * Makes ready to connect.
     *
     * @param timeout how long calls may take
     * @return a client of our own
     */
    public static OkHttpClient open(Timeout timeout) {
        // Threads that keep no program from ending, and as many asynchronous calls to the one server as to all.
        Dispatcher dispatcher = new Dispatcher(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "video-call-client");
            thread.setDaemon(true);
            return thread;
        }));
        dispatcher.setMaxRequests(MAX_CALLS);
        dispatcher.setMaxRequestsPerHost(MAX_CALLS);
        return Timeouts.set(timeout, new OkHttpClient.Builder().dispatcher(dispatcher))
                .build();
    }

    /**
     * Closes what is idle and fails what waits for its turn; calls under way come to their end.
     *
     * @param http a client of our own
     */
    public static void close(OkHttpClient http) {
        http.dispatcher().executorService().shutdown();
        // It is everybody's turn, and whoever takes it is refused.
        http.dispatcher().setMaxRequestsPerHost(Integer.MAX_VALUE);
        http.dispatcher().setMaxRequests(Integer.MAX_VALUE);
        http.connectionPool().evictAll();
    }
}
