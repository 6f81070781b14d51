package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.filter.AccessFilter;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.jspecify.annotations.Nullable;

/**
 * A request to open the channel.
 *
 * @param sessionId the session
 * @param token the bearer token, from the {@code Authorization} header or a subprotocol; null where there is none
 * @param base this server's address as the client sees it, with a slash at its end
 * @param after the number of the last event the client has, or -1 where it has none
 * @param protocols the subprotocols the client offers
 */
record ChannelRequest(String sessionId, @Nullable String token, URI base, long after, List<String> protocols) {
    /** The subprotocol that this server speaks. */
    static final String PROTOCOL = "video-call.v1";
    /** The version of the WebSocket protocol, RFC 6455. */
    static final String VERSION = "13";

    private static final Pattern PATH = Pattern.compile("/api/video-call/session/([^/]{1,600})/events");
    private static final Pattern AFTER = Pattern.compile("(?:^|&)after=([0-9]{1,18})(?:&|$)");
    private static final String BEARER = "bearer.";
    private static final Pattern UPGRADE = Pattern.compile("(?:^|,)\\s*upgrade\\s*(?:,|$)", Pattern.CASE_INSENSITIVE);
    /** 16 bytes in Base64, as RFC 6455 section 4.2.1 has it. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    /** Whether a request may leave HTTP for the channel: a {@code GET} of its path without a body. */
    static boolean matches(HttpRequestPacket request) {
        return request.getMethod() == Method.GET
                && "websocket".equalsIgnoreCase(request.getUpgrade())
                && request.getContentLength() <= 0
                && !request.isChunked()
                && PATH.matcher(request.getRequestURI()).matches();
    }

    static ChannelRequest of(HttpRequestPacket request) {
        Matcher path = PATH.matcher(request.getRequestURI());
        if (!path.matches()) {
            throw new IllegalArgumentException("not the channel's path");
        }
        String offered = request.getHeader("Sec-WebSocket-Protocol");
        List<String> protocols = offered == null
                ? List.of()
                : Arrays.stream(offered.split(",")).map(String::strip).toList();
        String token = protocols.stream()
                .filter(protocol -> protocol.startsWith(BEARER))
                .map(protocol -> protocol.substring(BEARER.length()))
                .findFirst()
                .orElseGet(() -> AccessFilter.bearer(request.getHeader("Authorization")));
        Matcher after = AFTER.matcher(request.getQueryString() == null ? "" : request.getQueryString());
        return new ChannelRequest(
                decoded(path.group(1)),
                token,
                base(request),
                after.find() ? Long.parseLong(after.group(1)) : -1,
                protocols);
    }

    /** What is wrong with the opening handshake, for people; null where nothing is. */
    static @Nullable String flaw(HttpRequestPacket request) {
        String connection = request.getHeader("Connection");
        if (connection == null || !UPGRADE.matcher(connection).find()) {
            return "The Connection header must say Upgrade";
        }
        if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
            return "Sec-WebSocket-Version must be " + VERSION;
        }
        String key = request.getHeader("Sec-WebSocket-Key");
        return key == null || !KEY.matcher(key.strip()).matches()
                ? "Sec-WebSocket-Key must be 16 bytes in Base64"
                : null;
    }

    private static URI base(HttpRequestPacket request) {
        try {
            URI base = new URI((request.isSecure() ? "https://" : "http://") + request.getHeader("Host") + "/");
            if (base.getHost() != null
                    && base.getRawUserInfo() == null
                    && base.getPath().equals("/")) {
                return base;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw new ServiceException(ErrorCode.INVALID_INPUT, "The Host header is malformed");
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ServiceException(ErrorCode.INVALID_INPUT, "The request's target is malformed");
        }
    }

    /** Masks the token. */
    @Override
    public String toString() {
        return "ChannelRequest[sessionId=" + sessionId + ", after=" + after + "]";
    }
}
