package com.bahasadri.videocall.server.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose request it is: the connection's other end, or, where that is a trusted proxy, the client that the
 * proxy names in {@code CF-Connecting-IP} or last in {@code X-Forwarded-For}.
 */
public final class ClientAddress {
    /** What can only be an address, so that reading it never asks a name server. */
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]{1,44}");

    private static final int NETWORK_BYTES = 8;

    private final Set<String> trustedProxies;

    /**
     * Trusts proxies.
     *
     * @param trustedProxies their addresses, in any spelling
     */
    public ClientAddress(Set<String> trustedProxies) {
        this.trustedProxies = trustedProxies.stream()
                .map(address -> {
                    String canonical = canonical(address);
                    return canonical == null ? address : canonical;
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Finds the client.
     *
     * @param request the request
     * @return the client's address; of IPv6 its network of 64 bits, all of whose addresses one subscriber has
     */
    public String of(Request request) {
        String address = addressOf(request);
        return address.contains(":") ? network(address) : address;
    }

    private String addressOf(Request request) {
        String peer = request.getRemoteAddr();
        if (!trustedProxies.contains(peer)) {
            return peer;
        }
        String cloudflare = canonical(request.getHeader("CF-Connecting-IP"));
        if (cloudflare != null) {
            return cloudflare;
        }
        // A proxy may add to the client's own header or put another behind it.
        List<String> hops = new ArrayList<>();
        request.getHeaders("X-Forwarded-For").forEach(header -> hops.addAll(List.of(header.split(","))));
        // The nearest hop that is not ours: what stands before it can be made up by the client.
        for (int i = hops.size() - 1; i >= 0; i--) {
            String hop = canonical(hops.get(i));
            if (hop == null) {
                return peer;
            }
            if (!trustedProxies.contains(hop)) {
                return hop;
            }
        }
        return peer;
    }

    private static String network(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + NETWORK_BYTES * Byte.SIZE;
        } catch (UnknownHostException e) {
            return address;
        }
    }

    /**
     * The one spelling of an address.
     *
     * @param text the address in any spelling, or anything else
     * @return as the connection shows it, or null where it is no address
     */
    public static @Nullable String canonical(@Nullable String text) {
        if (text == null || !ADDRESS.matcher(text.strip()).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text.strip()).getHostAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
