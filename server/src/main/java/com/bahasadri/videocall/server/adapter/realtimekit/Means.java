package com.bahasadri.videocall.server.adapter.realtimekit;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.port.CallBudget;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * What calls are made with.
 *
 * @param http the client to derive from: its connections and interceptors, not its timeouts
 * @param budget how many there may be
 * @param clock the time, where RealtimeKit does not tell it
 * @param pause how to wait
 */
record Means(OkHttpClient http, CallBudget budget, Clock clock, Pause pause) {
    private static final int IDLE_CONNECTIONS = 256;

    Means {
        requireNonNull(http, "http is null");
        requireNonNull(budget, "budget is null");
        requireNonNull(clock, "clock is null");
        requireNonNull(pause, "pause is null");
    }

    /** Connections of one's own: as many idle ones as there are requests at once; with OkHttp's 5, most would connect anew. */
    static Means own(Clock clock, CallBudget budget) {
        ConnectionPool pool = new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES);
        return new Means(new OkHttpClient.Builder().connectionPool(pool).build(), budget, clock, Pause.SLEEP);
    }
}
