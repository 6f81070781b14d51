package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.CallListener;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.OpenAnswer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells of each request and of what became of it, and never the token that the request has. Immutable and safe for use by many threads.
 */
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
        return told(request, next::send, answer -> answer);
    }

    @Override
    public OpenAnswer open(Request request) {
        return told(request, next::open, answer -> Answer.of(answer.status(), answer.headers(), ""));
    }

    @Override
    public CompletableFuture<Answer> sendAsync(Request request) {
        BiConsumer<@Nullable Answer, @Nullable Throwable> end = begin(request);
        CompletableFuture<Answer> answered = next.sendAsync(request);
        answered.whenComplete(end);
        return answered;
    }

    private <A> A told(Request request, Function<Request, A> sending, Function<A, Answer> head) {
        BiConsumer<@Nullable Answer, @Nullable Throwable> end = begin(request);
        try {
            A answer = sending.apply(request);
            end.accept(head.apply(answer), null);
            return answer;
        } catch (RuntimeException | Error e) {
            end.accept(null, e);
            throw e;
        }
    }

    /** Tells that it is sent, and takes what becomes of it. */
    private BiConsumer<@Nullable Answer, @Nullable Throwable> begin(Request request) {
        CallListener.Sent sent = Events.of(request);
        Masking masking = Masking.of(request);
        long start = time.nanos();
        events.sent(sent);
        return (answer, failure) -> {
            Duration took = Duration.ofNanos(time.nanos() - start);
            if (answer != null) {
                events.answered(sent, took, answer.status(), masking.masked(answer.headers()));
            } else {
                events.failed(sent, took, masking.masked(Futures.unwrapped(failure)));
            }
        };
    }
}
