package com.bahasadri.videocall.server.resource;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The addresses of the pages that people open. Immutable and safe for use by many threads. */
public final class Links {
    /** The join page of this server; the token stands in the fragment, which no browser sends to a server. */
    private static final String OWN_JOIN_PAGE = "join#session={session_id}&token={token}&name={name}";

    private final @Nullable String joinTemplate;

    /**
     * Makes links.
     *
     * @param joinTemplate an absolute URL with {@code {session_id}} and {@code {token}}, and {@code {name}} where it
     *     is wanted; null for this server's own join page
     */
    public Links(@Nullable String joinTemplate) {
        this.joinTemplate = joinTemplate;
    }

    URI join(URI base, String sessionId, String token, @Nullable String name) {
        String template = joinTemplate != null ? joinTemplate : base + OWN_JOIN_PAGE;
        return URI.create(template.replace("{session_id}", encoded(sessionId))
                .replace("{token}", encoded(token))
                .replace("{name}", encoded(name == null ? "" : name)));
    }

    URI screenShare(URI base, String sessionId, String shareId) {
        return URI.create(base + "?session=" + encoded(sessionId) + "&share=" + encoded(shareId));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
