package com.bahasadri.videocall.server.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.port.AnswerStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is taken once, where the store fails. */
class DeliveriesTest {
    private static final String BODY = "realtimekit-body/digest";
    private static final String ID = "realtimekit-delivery/id";

    private final Failing store = new Failing();
    private final Deliveries deliveries = new Deliveries(store);
    private final Delivery delivery = new Delivery("id", "digest");
    private final AtomicInteger taken = new AtomicInteger();

    @Test
    void once_oneNameCannotBeKept_keepsTheOtherAndReleasesIt() {
        store.unkept = BODY;

        assertThatThrownBy(() -> deliveries.once(delivery, taken::incrementAndGet))
                .hasMessage("keep");

        assertThat(store.names).containsOnlyKeys(ID);
        assertThat(store.names.get(ID)).isEqualTo(new AnswerStore.Found("taken", "taken"));
        store.unkept = null;
        deliveries.once(delivery, taken::incrementAndGet);
        assertThat(taken).hasValue(1);
    }

    @Test
    void once_takingAndReleasingFail_releasesTheRestAndTellsOfTheTaking() {
        store.unreleased = BODY;

        assertThatThrownBy(() -> deliveries.once(delivery, () -> {
                    throw new IllegalStateException("taking");
                }))
                .hasMessage("taking");

        assertThat(store.names).containsOnlyKeys(BODY);
    }

    /** Keeps what it is told, but for some. */
    private static final class Failing implements AnswerStore {
        private final Map<String, Found> names = new HashMap<>();
        private @Nullable String unkept;
        private @Nullable String unreleased;

        @Override
        public Optional<Found> claim(Claim claim, Duration lease) {
            return Optional.ofNullable(names.putIfAbsent(claim.name(), new Found(claim.fingerprint(), null)));
        }

        @Override
        public boolean renew(Claim claim, Duration lease) {
            return true;
        }

        @Override
        public boolean keep(Claim claim, String answer, Duration lifetime) {
            if (claim.name().equals(unkept)) {
                throw new IllegalStateException("keep");
            }
            names.put(claim.name(), new Found(claim.fingerprint(), answer));
            return true;
        }

        @Override
        public void release(Claim claim) {
            if (claim.name().equals(unreleased)) {
                throw new IllegalStateException("release");
            }
            names.remove(claim.name());
        }

        @Override
        public void await(String name, Duration patience) {}

        @Override
        public void removeExpired() {}
    }
}
