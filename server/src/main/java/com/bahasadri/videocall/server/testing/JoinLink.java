package com.bahasadri.videocall.server.testing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What a link to the join page says behind its {@code #}. */
record JoinLink(String sessionId, String token) {
    static JoinLink read(URI link) {
        String fragment = link.getRawFragment();
        Map<String, String> parts = fragment == null
                ? Map.of()
                : Arrays.stream(fragment.split("&"))
                        .map(part -> part.split("=", 2))
                        .filter(part -> part.length == 2)
                        .collect(Collectors.toMap(
                                part -> part[0],
                                part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8),
                                (first, second) -> first));
        String session = parts.get("session");
        String token = parts.get("token");
        if (session == null || token == null) {
            // Without the link: it has a token.
            throw new IllegalArgumentException("the link does not lead to the join page: join by session and token");
        }
        return new JoinLink(session, token);
    }

    /** Masks the token. */
    @Override
    public String toString() {
        return "JoinLink[sessionId=" + sessionId + "]";
    }
}
