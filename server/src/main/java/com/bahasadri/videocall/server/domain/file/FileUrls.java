package com.bahasadri.videocall.server.domain.file;

import java.net.URI;

/** Tells where files play from. */
@FunctionalInterface
public interface FileUrls {
    /**
     * A URL that opens a file for a while, without a token.
     *
     * @param sessionId the session that has the file
     * @param file the file
     * @param base this server's address as the caller sees it, with a slash at its end
     * @return the URL
     */
    URI of(String sessionId, VideoFile file, URI base);
}
