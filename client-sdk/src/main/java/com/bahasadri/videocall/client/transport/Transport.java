package com.bahasadri.videocall.client.transport;

import java.util.concurrent.CompletableFuture;

/**
 * Carries requests to a server, each once. What is added to every request, such as a token or a second try, is a transport over a
 * transport. Safe for use by many threads.
 */
public interface Transport {

    /**
     * Sends a request and waits for the answer.
     *
     * @param request what to send
     * @return the answer, whatever its status
     * @throws com.bahasadri.videocall.client.error.TransportException if there was no answer, or not all of it
     * @throws com.bahasadri.videocall.client.error.SourceException if the request's file cannot be read, or is not as long as it said
     * @throws com.bahasadri.videocall.client.error.CancelledException if it was cancelled, or the thread interrupted
     */
    Answer send(Request request);

    /**
     * Sends a request without waiting.
     *
     * @param request what to send
     * @return the answer once it is there; it fails with what {@link #send} throws, and cancelling it ends the request
     */
    CompletableFuture<Answer> sendAsync(Request request);

    /**
     * Sends a request whose answer goes on, and waits for the head of it. Unless a transport says otherwise, this sends as {@link #send}
     * does and gives the answer once it is whole: enough for an answer that ends, as in a test.
     *
     * @param request what to send
     * @return the answer, whatever its status; the caller closes it
     * @throws com.bahasadri.videocall.client.error.TransportException if there was no answer
     * @throws com.bahasadri.videocall.client.error.CancelledException if it was cancelled, or the thread interrupted
     */
    default OpenAnswer open(Request request) {
        return OpenAnswer.of(send(request));
    }
}
