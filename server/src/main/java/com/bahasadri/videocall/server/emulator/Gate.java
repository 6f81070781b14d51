package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.http.BoundedStream;
import com.bahasadri.videocall.server.realtimekit.model.EdgeErrorAnswer;
import com.bahasadri.videocall.server.realtimekit.model.EdgeErrorDetail;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cloudflare's edge: knows the API token, the account and the app, and lets no more than 1 MiB through. What it
 * refuses itself has the plural {@code errors}; an unknown app is RealtimeKit's to refuse.
 */
@PreMatching
final class Gate implements ContainerRequestFilter {
    static final int MAX_BODY_BYTES = 1024 * 1024;

    /** Cloudflare's code for a token that is missing, wrong, or not for the account. */
    private static final int AUTHENTICATION_ERROR = 10000;

    private static final byte[] TOKEN = RealtimeKitEmulator.API_TOKEN.getBytes(StandardCharsets.UTF_8);
    private static final String KEY = ".well-known/webhooks.json";
    private static final String APPS = "apps";
    private static final String CONTROLS = "emulator";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String SCHEME = "Bearer ";
    private static final int ACCOUNT_SEGMENT = 3;
    private static final int APP_SEGMENT = 6;

    @Override
    public void filter(ContainerRequestContext request) {
        String where = request.getUriInfo().getPath().replaceFirst("^/", "");
        if (where.equals(KEY)) {
            return;
        }
        if (!authorized(request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            request.abortWith(refusal(401));
            return;
        }
        List<String> path = List.of(where.split("/", -1));
        if (path.get(0).equals(CONTROLS)) {
            if (!LOOPBACK.contains(request.getUriInfo().getRequestUri().getHost())) {
                // A page that has a name of its own lead to loopback.
                throw Refusal.forbidden("The controls are for loopback only");
            }
        } else if (path.size() > ACCOUNT_SEGMENT && !path.get(ACCOUNT_SEGMENT).equals(RealtimeKitEmulator.ACCOUNT_ID)) {
            request.abortWith(refusal(403));
            return;
        } else if (path.size() > APP_SEGMENT && !knowsApp(path)) {
            throw Refusal.notFound("App not found");
        }
        if (request.getLength() > MAX_BODY_BYTES) {
            throw Refusal.tooLarge();
        }
        request.setEntityStream(new BoundedStream(request.getEntityStream(), MAX_BODY_BYTES, Refusal::tooLarge));
    }

    /** The list of apps stands where an app would. */
    private static boolean knowsApp(List<String> path) {
        String app = path.get(APP_SEGMENT);
        return app.equals(RealtimeKitEmulator.APP_ID) || (app.equals(APPS) && path.size() == APP_SEGMENT + 1);
    }

    private static boolean authorized(@Nullable String header) {
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        header.substring(SCHEME.length()).trim().getBytes(StandardCharsets.UTF_8), TOKEN);
    }

    private static Response refusal(int status) {
        EdgeErrorDetail detail = new EdgeErrorDetail(AUTHENTICATION_ERROR, "Authentication error");
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(EdgeErrorAnswer.builder()
                        .success(false)
                        .errors(List.of(detail))
                        .messages(List.of())
                        .build())
                .build();
    }
}
