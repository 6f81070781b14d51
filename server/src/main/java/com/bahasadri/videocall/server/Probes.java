package com.bahasadri.videocall.server;

import com.bahasadri.videocall.server.port.Finding;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** What the doctor asks over HTTP without being anybody. For one thread. */
final class Probes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MAX_BYTES = 65_536;
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int UNAUTHORIZED = 401;

    private final OkHttpClient http;
    private final Clock clock;

    Probes(Clock clock) {
        this(clock, PATIENCE);
    }

    /** Waits as long for a whole answer. */
    Probes(Clock clock, Duration patience) {
        this.clock = clock;
        this.http = new OkHttpClient.Builder().callTimeout(patience).build();
    }

    /** Delivers something unsigned: our server, and it alone, refuses it in that way. */
    Finding webhook(URI url) {
        String subject = "Webhook's address";
        String remedy = "Start the server, and let " + url + " lead to it from the Internet";
        Request unsigned = new Request.Builder()
                .url(url.toString())
                .post(RequestBody.create("{}", MediaType.get("application/json")))
                .build();
        try (Response answer = http.newCall(unsigned).execute()) {
            return answer.code() == UNAUTHORIZED && beginning(answer).contains("UNAUTHORIZED")
                    ? Finding.good(subject, "leads to a server of ours, from here")
                    : Finding.bad(subject, "answers with status " + answer.code() + ", not as ours does", remedy);
        } catch (IOException e) {
            return Finding.bad(subject, "does not answer", remedy);
        }
    }

    /** Compares this machine's clock with the one of an HTTP server. */
    Finding clock(URI url) {
        String subject = "Clock";
        Request asking = new Request.Builder().url(url.toString()).build();
        // What it says besides is not read: it may be without end.
        try (Response answer = http.newCall(asking).execute()) {
            Optional<Instant> there = Optional.ofNullable(answer.header("Date")).flatMap(Probes::time);
            if (there.isEmpty()) {
                return Finding.good(subject, "could not be compared: " + url.getHost() + " tells no time");
            }
            Duration skew = Duration.between(there.get(), clock.instant());
            return skew.abs().compareTo(SKEW) <= 0
                    ? Finding.good(subject, "is right")
                    : Finding.bad(
                            subject,
                            "is " + skew.abs().toSeconds() + " s " + (skew.isNegative() ? "slow" : "fast"),
                            "Set it, and keep it with NTP: R2 refuses signatures of another time");
        } catch (IOException e) {
            return Finding.bad(subject, "could not be compared: " + url.getHost() + " does not answer", "Try again");
        }
    }

    private static String beginning(Response answer) throws IOException {
        return answer.peekBody(MAX_BYTES).string();
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
