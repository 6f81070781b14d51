package com.bahasadri.videocall.server.http;

import java.io.IOException;
import org.glassfish.grizzly.http.server.Response;

/**
 * An answer that goes on after its headers, and holds no thread. A resource leaves it as a request attribute beside an
 * answer without a body; once the filters have had that answer, it begins.
 */
@FunctionalInterface
public interface StreamedAnswer {
    /** The request attribute in which a resource leaves it. */
    String ATTRIBUTE = StreamedAnswer.class.getName();

    /**
     * Begins: sends the headers and goes on from there.
     *
     * @param response the answer so far, its status and headers set and none of it sent
     * @throws IOException if the client is gone
     */
    void begin(Response response) throws IOException;
}
