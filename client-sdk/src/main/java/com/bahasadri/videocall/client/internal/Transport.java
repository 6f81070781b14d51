package com.bahasadri.videocall.client.internal;

/**
 * Sends calls. What is added to every call, such as a second try, is a decorator: a transport over a transport.
 * Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface Transport {

    /**
     * Sends a call and reads its answer.
     *
     * @param call what to send
     * @param answer the type of the answer; {@code String} for the body's text as it is
     * @param <T> the type of the answer
     * @return the answer
     * @throws com.bahasadri.videocall.client.error.ApiException if the answer is an error
     * @throws com.bahasadri.videocall.client.error.TransportException if there was no answer, or none that can be read
     * @throws com.bahasadri.videocall.client.error.SourceException if the call's file cannot be read, or is not as long as it said
     * @throws com.bahasadri.videocall.client.error.CancelledException if it was cancelled, or the thread interrupted
     */
    <T> T send(Call call, Class<T> answer);
}
