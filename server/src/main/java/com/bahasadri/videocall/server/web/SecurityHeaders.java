package com.bahasadri.videocall.server.web;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.glassfish.grizzly.http.server.Response;

/**
 * What every answer tells browsers not to do. Pages load nothing from elsewhere but, where calls are held on Cloudflare,
 * its web SDK and what that connects to, and video files from where they are kept. Threads may share this.
 */
public final class SecurityHeaders {
    private static final String PAGES =
            "default-src 'none'; script-src 'self'%s; style-src 'self'%s; img-src 'self' data:;"
                    + " media-src 'self' blob:%s; connect-src 'self'%s; font-src 'self'; worker-src 'self' blob:;"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String SDK = " https://cdn.jsdelivr.net/npm/@cloudflare/realtimekit@2.0.2/dist/browser.js";
    private static final String SDK_HOSTS = " https://*.realtime.cloudflare.com wss://*.realtime.cloudflare.com";

    private final String pagePolicy;
    private final String referencePolicy;

    /**
     * Decides the policies.
     *
     * @param emulated whether calls are held in the emulator, so that the pages need no SDK
     * @param files where video files play from other than this server
     */
    public SecurityHeaders(boolean emulated, List<URI> files) {
        String elsewhere = files.stream().map(file -> " " + origin(file)).collect(Collectors.joining());
        this.pagePolicy = PAGES.formatted(emulated ? "" : SDK, "", elsewhere, emulated ? "" : SDK_HOSTS);
        // swagger-ui writes style attributes.
        this.referencePolicy = PAGES.formatted("", " 'unsafe-inline'", "", "");
    }

    /** Made of scheme, host and port alone, so that nothing in a URL can add to the policy. */
    private static String origin(URI uri) {
        String host = requireNonNull(uri.getHost(), "no host in " + uri);
        return uri.getScheme() + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    void apply(String path, Response response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", path.endsWith("/docs") ? referencePolicy : pagePolicy);
        response.setHeader("Permissions-Policy", "camera=(self), microphone=(self), display-capture=(self)");
    }
}
