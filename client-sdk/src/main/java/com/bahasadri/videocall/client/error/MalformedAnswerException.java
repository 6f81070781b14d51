package com.bahasadri.videocall.client.error;

/**
 * The server, or something on the way to it, said that the call succeeded, and its answer is not the one that the API describes: no
 * JSON, for example, but a page of a proxy, or JSON without a field that is always there, or more than 16 MiB. What was asked for may
 * have been done. The message names the operation, the request id and the field, and quotes nothing of the answer.
 */
public final class MalformedAnswerException extends VideoCallException {

    /**
     * Creates the exception.
     *
     * @param message what is wrong with the answer
     */
    public MalformedAnswerException(String message) {
        super(message, null);
    }
}
