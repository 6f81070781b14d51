package com.bahasadri.videocall.server;

import com.bahasadri.videocall.server.port.Finding;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What the doctor asks over HTTP without being anybody. For one thread. */
final class Probes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int UNAUTHORIZED = 401;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Clock clock;

    Probes(Clock clock) {
        this.clock = clock;
    }

    /** Delivers something unsigned: our server, and it alone, refuses it in that way. */
    Finding webhook(URI url) {
        String subject = "Webhook's address";
        String remedy = "Start the server, and let " + url + " lead to it from the Internet";
        try {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(url)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{}")));
            return answer.statusCode() == UNAUTHORIZED && answer.body().contains("UNAUTHORIZED")
                    ? Finding.good(subject, "leads to a server of ours, from here")
                    : Finding.bad(subject, "answers with status " + answer.statusCode() + ", not as ours does", remedy);
        } catch (IOException e) {
            return Finding.bad(subject, "does not answer", remedy);
        }
    }

    /** Compares this machine's clock with the one of an HTTP server. */
    Finding clock(URI url) {
        String subject = "Clock";
        try {
            Optional<Instant> there = send(HttpRequest.newBuilder(url).GET())
                    .headers()
                    .firstValue("Date")
                    .flatMap(Probes::time);
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

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
