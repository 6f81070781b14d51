package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.CallListener;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.OpenAnswer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Tells of each request and of what became of it. Immutable and safe for use by many threads. */
final class ListeningTransport implements Transport {
    private final Transport next;
    private final Events events;
    private final Time time;

    ListeningTransport(Transport next, Events events, Time time) {
        this.next = Objects.requireNonNull(next, "next is null");
        this.events = Objects.requireNonNull(events, "events is null");
        this.time = Objects.requireNonNull(time, "time is null");
    }

    @Override
    public Answer send(Request request) {
        CallListener.Sent sent = Events.of(request);
        long start = time.nanos();
        events.sent(sent);
        try {
            Answer answer = next.send(request);
            events.answered(sent, since(start), answer.status(), answer.headers());
            return answer;
        } catch (RuntimeException | Error e) {
            events.failed(sent, since(start), e);
            throw e;
        }
    }

    @Override
    public CompletableFuture<Answer> sendAsync(Request request) {
        CallListener.Sent sent = Events.of(request);
        long start = time.nanos();
        events.sent(sent);
        CompletableFuture<Answer> answered = next.sendAsync(request);
        answered.whenComplete((answer, failure) -> {
            if (failure == null) {
                events.answered(sent, since(start), answer.status(), answer.headers());
            } else {
                events.failed(sent, since(start), Futures.unwrapped(failure));
            }
        });
        return answered;
    }

    @Override
    public OpenAnswer open(Request request) {
        CallListener.Sent sent = Events.of(request);
        long start = time.nanos();
        events.sent(sent);
        try {
            OpenAnswer answer = next.open(request);
            events.answered(sent, since(start), answer.status(), answer.headers());
            return answer;
        } catch (RuntimeException | Error e) {
            events.failed(sent, since(start), e);
            throw e;
        }
    }

    private Duration since(long start) {
        return Duration.ofNanos(time.nanos() - start);
    }
}
