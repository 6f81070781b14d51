package com.bahasadri.videocall.server.domain.file;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file on its way in from a client, read once and forward. Used by one thread.
 *
 * <p>What arrives and is no file is refused with a {@link ServiceException} with {@link ErrorCode#INVALID_INPUT}.
 */
public interface IncomingFile {
    /**
     * How much the client said it sends, the file and what is around it.
     *
     * @return the number of bytes, or -1 where it did not say
     */
    long announcedBytes();

    /**
     * Reads on to the file's first byte.
     *
     * @return the file's name, as the client has it
     * @throws IOException if the client is gone or silent
     */
    String begin() throws IOException;

    /**
     * The file's bytes, once it has begun.
     *
     * @return ends where the file does
     */
    InputStream content();

    /**
     * Reads what follows the file, to its end.
     *
     * @throws IOException if the client is gone or silent
     */
    void end() throws IOException;
}
