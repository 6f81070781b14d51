package com.bahasadri.videocall.server.web;

import org.glassfish.grizzly.http.server.Response;

/** What every answer tells browsers not to do. Pages load nothing from elsewhere but, where calls are held on
 * Cloudflare, its web SDK and what that connects to. */
final class SecurityHeaders {
    private static final String PAGES =
            "default-src 'none'; script-src 'self'%s; style-src 'self'%s; img-src 'self' data:;"
                    + " media-src 'self' blob:; connect-src 'self'%s; font-src 'self'; worker-src 'self' blob:;"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String SDK = " https://cdn.jsdelivr.net/npm/@cloudflare/realtimekit@2.0.2/dist/browser.js";
    private static final String SDK_HOSTS = " https://*.realtime.cloudflare.com wss://*.realtime.cloudflare.com";

    private final String pagePolicy;
    private final String referencePolicy;

    /**
     * Decides the policies.
     *
     * @param emulated whether calls are held in the emulator, so that the pages need nothing from elsewhere
     */
    SecurityHeaders(boolean emulated) {
        this.pagePolicy = PAGES.formatted(emulated ? "" : SDK, "", emulated ? "" : SDK_HOSTS);
        // swagger-ui writes style attributes.
        this.referencePolicy = PAGES.formatted("", " 'unsafe-inline'", "");
    }

    void apply(String path, Response response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", path.endsWith("/docs") ? referencePolicy : pagePolicy);
        response.setHeader("Permissions-Policy", "camera=(self), microphone=(self), display-capture=(self)");
    }
}
