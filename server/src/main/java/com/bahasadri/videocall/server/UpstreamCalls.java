package com.bahasadri.videocall.server;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.adapter.realtimekit.CallPolicy;
import com.bahasadri.videocall.server.port.CallBudget;
import org.jspecify.annotations.Nullable;

/**
 * How RealtimeKit is called.
 *
 * @param policy how long and how often
 * @param budget how many calls there may be, or null for Cloudflare's limit, and any number for the emulator
 */
public record UpstreamCalls(CallPolicy policy, @Nullable CallBudget budget) {
    /** Requires the policy. */
    public UpstreamCalls {
        requireNonNull(policy, "policy is null");
    }

    /**
     * What a server in earnest has.
     *
     * @return the policy's defaults, and the budget in earnest
     */
    public static UpstreamCalls standard() {
        return new UpstreamCalls(CallPolicy.standard(), null);
    }
}
