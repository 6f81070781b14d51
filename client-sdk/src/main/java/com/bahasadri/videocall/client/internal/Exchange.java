package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.Headers;
import com.bahasadri.videocall.client.Timeout;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.MalformedAnswerException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.error.TransportException.Reason;
import com.bahasadri.videocall.client.error.VideoCallException;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.OpenAnswer;
import com.bahasadri.videocall.client.transport.Request;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Callback;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** One request on its way and its answer, which is read to the end and closed whatever becomes of it. For one use. */
final class Exchange {
    static final int MAX_ERROR_BYTES = 64 * 1024;
    static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;
    private static final byte[] NOTHING = {};

    private final Request request;
    private final okhttp3.Call call;
    private final @Nullable FileBody file;
    private final @Nullable Cancellation cancellation;
    private final Cancellation closing;
    private final Cancellation.@Nullable Registration registered;

    Exchange(
            Request request,
            okhttp3.Call call,
            @Nullable FileBody file,
            @Nullable Cancellation cancellation,
            Cancellation closing) {
        this.request = request;
        this.call = call;
        this.file = file;
        this.cancellation = cancellation;
        this.closing = closing;
        this.registered = onCancel(call::cancel);
    }

    Answer execute() {
        Interrupts.begin(call);
        try {
            return read(call.execute());
        } catch (VideoCallException e) {
            throw e;
        } catch (Exception e) {
            throw failure(e);
        } finally {
            Interrupts.end(call);
        }
    }

    /** The head of an answer that goes on; one that is refused is read to its end. */
    OpenAnswer open() {
        boolean goesOn = false;
        Interrupts.begin(call);
        try {
            Response response = call.execute();
            if (!response.isSuccessful()) {
                return OpenAnswer.of(read(response));
            }
            goesOn = true;
            Answer head = Answer.of(response.code(), headers(response), NOTHING);
            return OpenAnswer.of(head, response.body().byteStream(), () -> {
                // First: closing alone would wait for the rest of what has no end.
                call.cancel();
                response.close();
                close();
            });
        } catch (VideoCallException e) {
            throw e;
        } catch (Exception e) {
            throw failure(e);
        } finally {
            Interrupts.end(call);
            if (!goesOn) {
                close();
            }
        }
    }

    /** Its time and its cancellation hold from now on, also while it waits for its turn, in which OkHttp heeds neither. */
    CompletableFuture<Answer> enqueue(Executor executor) {
        CompletableFuture<Answer> result = new CompletableFuture<>();
        Futures.onCancel(result, this::giveUp);
        Cancellation.Registration waiting = onCancel(() -> {
            result.completeExceptionally(cancelled("was cancelled", null));
            giveUp();
        });
        result.whenComplete((answer, failure) -> close(waiting));
        if (!request.timeLimit().isZero()) {
            CompletableFuture<Void> over = Time.system().later(request.timeLimit(), executor);
            over.whenComplete((nothing, refused) -> late(result));
            result.whenComplete((answer, failure) -> over.complete(null));
        }
        call.enqueue(new Callback() {
            @Override
            public void onResponse(okhttp3.Call answered, Response response) {
                try {
                    complete(read(response), null);
                } catch (VideoCallException e) {
                    complete(null, e);
                } catch (Throwable e) {
                    fail(e);
                }
            }

            @Override
            public void onFailure(okhttp3.Call failed, IOException e) {
                fail(e);
            }

            private void fail(Throwable cause) {
                try {
                    complete(null, cause instanceof Exception e ? failure(e) : cause);
                } catch (Throwable e) {
                    complete(null, e);
                }
            }

            private void complete(@Nullable Answer answer, @Nullable Throwable failure) {
                close();
                if (failure == null) {
                    result.complete(answer);
                } else {
                    result.completeExceptionally(failure);
                }
            }
        });
        return result;
    }

    private void late(CompletableFuture<Answer> result) {
        if (!result.isDone()) {
            result.completeExceptionally(timedOut(noAnswerInTime(), null));
            giveUp();
        }
    }

    private void giveUp() {
        call.cancel();
        if (file != null) {
            file.giveUp();
        }
    }

    void close() {
        close(registered);
        if (file != null) {
            file.close();
        }
    }

    private Cancellation.@Nullable Registration onCancel(Runnable action) {
        return cancellation == null ? null : cancellation.onCancel(action);
    }

    static void close(Cancellation.@Nullable Registration registration) {
        if (registration != null) {
            registration.close();
        }
    }

    private boolean isCancelled() {
        return cancellation != null && cancellation.isCancelled();
    }

    private Answer read(Response response) throws IOException {
        try (response) {
            Headers all = headers(response);
            return response.isSuccessful()
                    ? Answer.of(response.code(), all, successful(response, all))
                    : Answer.of(response.code(), all, refused(response));
        }
    }

    private static Headers headers(Response response) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (int i = 0; i < response.headers().size(); i++) {
            headers.add(Map.entry(response.headers().name(i), response.headers().value(i)));
        }
        return Headers.of(headers);
    }

    private byte[] successful(Response response, Headers headers) {
        try {
            BufferedSource source = response.body().source();
            if (source.request(MAX_ANSWER_BYTES + 1L)) {
                throw new MalformedAnswerException(got(response, headers) + "more than " + MAX_ANSWER_BYTES + " bytes");
            }
            return source.readByteArray();
        } catch (IOException e) {
            throw lost(got(response, headers) + "the answer broke off: " + e, e);
        }
    }

    private String got(Response response, Headers headers) {
        return ErrorReader.got(request.operationId(), response.code(), headers);
    }

    // What an error's body says is welcome, and not needed: the status is what counts.
    private static byte[] refused(Response response) {
        try {
            BufferedSource source = response.body().source();
            return source.request(MAX_ERROR_BYTES + 1L) ? NOTHING : source.readByteArray();
        } catch (IOException e) {
            return NOTHING;
        }
    }

    private RuntimeException failure(Exception cause) {
        // Kotlin declares no exceptions: while it connects, OkHttp lets an InterruptedException out.
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        boolean interrupted = Thread.currentThread().isInterrupted();
        if (file != null) {
            file.throwWhatEndedIt(interrupted || isCancelled());
        }
        return cause instanceof RuntimeException e
                ? e
                : lost((isOfTheWhole(cause) ? noAnswerInTime() : noAnswer()) + ": " + cause, cause);
    }

    private String noAnswer() {
        return request.operationId() + " got no answer";
    }

    /** The time of the whole call is told, and not what other tries have left of it. */
    private String noAnswerInTime() {
        Timeout timeout = request.options().timeout().orElse(null);
        return noAnswer() + " within " + (timeout == null ? request.timeLimit() : timeout.call());
    }

    /** Whether the whole call took too long, and not its connecting, reading or writing alone. */
    private boolean isOfTheWhole(Exception cause) {
        // By its message alone OkHttp tells it from a call that its executor did not take.
        return cause instanceof InterruptedIOException
                && !(cause instanceof SocketTimeoutException)
                && "timeout".equals(cause.getMessage())
                && !request.timeLimit().isZero();
    }

    // An interrupt or a cancellation shows as a timeout or a broken connection, and is not to be taken for one: nobody
    // should try again.
    private VideoCallException lost(String message, Exception cause) {
        if (Thread.currentThread().isInterrupted()) {
            return cancelled("was interrupted", cause);
        }
        if (isCancelled()) {
            return cancelled("was cancelled", cause);
        }
        Reason reason = reason(cause);
        return reason == Reason.TIMEOUT ? timedOut(message, cause) : new TransportException(reason, message, cause);
    }

    // OkHttp's queue tells a call that it refuses, once the client is closed, by what else is said of one that took too
    // long.
    private VideoCallException timedOut(String message, @Nullable Exception cause) {
        return closing.isCancelled()
                ? cancelled("got no answer, and its client was closed", cause)
                : new TransportException(Reason.TIMEOUT, message, cause);
    }

    private CancelledException cancelled(String how, @Nullable Exception cause) {
        return new CancelledException(request.operationId() + " " + how, cause);
    }

    private static Reason reason(Exception cause) {
        if (cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof SSLHandshakeException
                || cause instanceof SSLPeerUnverifiedException) {
            return Reason.CONNECT;
        }
        return cause instanceof SocketTimeoutException || cause instanceof InterruptedIOException
                ? Reason.TIMEOUT
                : Reason.CUT;
    }
}
