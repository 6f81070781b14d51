package com.bahasadri.videocall.server.domain.webhook;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.AnswerStore;
import com.bahasadri.videocall.server.port.AnswerStore.Claim;
import com.bahasadri.videocall.server.port.AnswerStore.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sees to it that what is delivered several times is taken once. Safe for use by many threads and servers. */
final class Deliveries {
    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String TAKEN = "taken";

    private final AnswerStore store;

    Deliveries(AnswerStore store) {
        this.store = requireNonNull(store, "store is null");
    }

    /** Takes a delivery, unless it was taken before; where that fails, the next try may. */
    void once(Delivery delivery, Runnable taking) {
        List<Claim> claims = new ArrayList<>();
        try {
            for (String name : names(delivery)) {
                Claim claim = new Claim(name, UUID.randomUUID().toString(), TAKEN);
                if (taken(claim)) {
                    claims.forEach(store::release);
                    return;
                }
                claims.add(claim);
            }
            taking.run();
        } catch (RuntimeException e) {
            claims.forEach(claim -> release(claim, e));
            throw e;
        }
        keep(claims);
    }

    /** Keeps each, also where one fails: a single one is enough to know the delivery again. */
    private void keep(List<Claim> claims) {
        RuntimeException failure = null;
        for (Claim claim : claims) {
            try {
                store.keep(claim, TAKEN, LIFETIME);
            } catch (RuntimeException e) {
                release(claim, e);
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void release(Claim claim, RuntimeException why) {
        try {
            store.release(claim);
        } catch (RuntimeException e) {
            // Its lease ends it.
            why.addSuppressed(e);
        }
    }

    /** Whether it was; if not, the claim holds. */
    private boolean taken(Claim claim) {
        Optional<Found> found = store.claim(claim, LEASE);
        if (found.isPresent() && found.get().answer() == null) {
            found = afterTheOther(claim);
        }
        if (found.isPresent() && found.get().answer() == null) {
            throw new ServiceException(ErrorCode.UNAVAILABLE, "It is being taken already");
        }
        return found.isPresent();
    }

    private Optional<Found> afterTheOther(Claim claim) {
        try {
            store.await(claim.name(), PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException(ErrorCode.UNAVAILABLE, "The server stops");
        }
        return store.claim(claim, LEASE);
    }

    private static List<String> names(Delivery delivery) {
        String body = "realtimekit-body/" + delivery.digest();
        return delivery.id() == null ? List.of(body) : List.of(body, "realtimekit-delivery/" + delivery.id());
    }
}
