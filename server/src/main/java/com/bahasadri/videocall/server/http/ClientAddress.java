package com.bahasadri.videocall.server.http;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.server.Request;

/**
 * Tells whose request it is: the connection's other end, or, where that is a trusted proxy, the client that the
 * proxy names in {@code CF-Connecting-IP} or last in {@code X-Forwarded-For}.
 */
public final class ClientAddress {
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private final Set<String> trustedProxies;

    /**
     * Trusts proxies.
     *
     * @param trustedProxies their addresses, as the connection shows them
     */
    public ClientAddress(Set<String> trustedProxies) {
        this.trustedProxies = Set.copyOf(trustedProxies);
    }

    /**
     * Finds the client.
     *
     * @param request the request
     * @return the client's address
     */
    public String of(Request request) {
        String peer = request.getRemoteAddr();
        if (!trustedProxies.contains(peer)) {
            return peer;
        }
        String cloudflare = request.getHeader("CF-Connecting-IP");
        if (cloudflare != null && ADDRESS.matcher(cloudflare.strip()).matches()) {
            return cloudflare.strip();
        }
        String forwarded = request.getHeader("X-Forwarded-For");
        List<String> hops = forwarded == null ? List.of() : List.of(forwarded.split(","));
        // The nearest hop that is not ours: what stands before it can be made up by the client.
        for (int i = hops.size() - 1; i >= 0; i--) {
            String hop = hops.get(i).strip();
            if (ADDRESS.matcher(hop).matches() && !trustedProxies.contains(hop)) {
                return hop;
            }
        }
        return peer;
    }
}
