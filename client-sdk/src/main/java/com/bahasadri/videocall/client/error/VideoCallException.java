package com.bahasadri.videocall.client.error;

import org.jspecify.annotations.Nullable;

/**
 * What every failed call throws: an {@link ApiException} where the server answered with an error, a {@link TransportException} where
 * there was no answer, a {@link MalformedAnswerException} where the answer cannot be read, a {@link SourceException} where the file to
 * upload was not as it said, a {@link CancelledException} where this side ended it. No message holds a token.
 *
 * <pre>{@code
 * try {
 *     client.sessions().get(sessionId);
 * } catch (NotFoundException e) {
 *     print("it is gone: " + e.code());
 * } catch (ApiException e) {
 *     print("refused with " + e.status() + ", request " + e.requestId().orElse("unknown"));
 * } catch (VideoCallException e) {
 *     print("not answered: " + e.getMessage());
 * }
 * }</pre>
 */
public abstract class VideoCallException extends RuntimeException {

    /**
     * Creates the exception.
     *
     * @param message what went wrong
     * @param cause why, or null
     */
    protected VideoCallException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
