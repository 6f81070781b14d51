package com.bahasadri.videocall.server.emulator.fault;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.emulation.model.DeliveryFaults;
import com.bahasadri.videocall.server.emulation.model.Faults;
import com.bahasadri.videocall.server.emulation.model.RequestFault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What is to go wrong: nothing, until it is set. Safe for use by many threads. */
public final class FaultPlan {
    private static final DeliveryFaults NO_DELIVERY_FAULTS =
            DeliveryFaults.builder().build();

    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private Faults faults = Faults.builder().build();
    private int[] left = {};

    /**
     * Sets what goes wrong from now on, in place of what there was.
     *
     * @param wanted the faults, within the limits of {@code api-spec/emulator.yaml}
     */
    public void set(Faults wanted) {
        requireNonNull(wanted, "wanted is null");
        synchronized (this) {
            faults = wanted;
            left = wanted.requests().stream()
                    .mapToInt(fault -> fault.count() == null ? Integer.MAX_VALUE : fault.count())
                    .toArray();
        }
        followers.forEach(Runnable::run);
    }

    /** Lets nothing go wrong from now on. */
    public void clear() {
        set(Faults.builder().build());
    }

    /**
     * What goes wrong now.
     *
     * @return the faults, each with the count that is left
     */
    public synchronized Faults current() {
        List<RequestFault> requests = new ArrayList<>();
        for (int i = 0; i < left.length; i++) {
            requests.add(counted(faults.requests().get(i), left[i]));
        }
        return new Faults(requests, faults.deliveries());
    }

    /**
     * What goes wrong with deliveries now.
     *
     * @return the faults, all of them null where nothing does
     */
    public synchronized DeliveryFaults deliveries() {
        DeliveryFaults wanted = faults.deliveries();
        return wanted == null ? NO_DELIVERY_FAULTS : wanted;
    }

    /** What befalls a request, which counts against it; null where nothing does. */
    synchronized @Nullable RequestFault take(String method, String path) {
        for (int i = 0; i < left.length; i++) {
            RequestFault fault = faults.requests().get(i);
            if (left[i] > 0 && fits(fault, method, path) && hits(fault)) {
                left[i] -= fault.count() == null ? 0 : 1;
                return fault;
            }
        }
        return null;
    }

    /**
     * Has something run whenever the faults were set.
     *
     * @param follower what to do
     */
    public void follow(Runnable follower) {
        followers.add(follower);
    }

    private static boolean fits(RequestFault fault, String method, String path) {
        return (fault.method() == null || fault.method().equalsIgnoreCase(method))
                && (fault.path() == null || path.contains(fault.path()));
    }

    private static boolean hits(RequestFault fault) {
        return fault.rate() == null || ThreadLocalRandom.current().nextDouble() < fault.rate();
    }

    private static RequestFault counted(RequestFault fault, int left) {
        return new RequestFault(
                fault.method(),
                fault.path(),
                fault.count() == null ? null : left,
                fault.rate(),
                fault.latencyMillis(),
                fault.outcome(),
                fault.status(),
                fault.retryAfterSeconds());
    }
}
