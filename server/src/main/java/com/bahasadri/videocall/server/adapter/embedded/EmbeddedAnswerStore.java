package com.bahasadri.videocall.server.adapter.embedded;

import com.bahasadri.videocall.server.adapter.state.StateJson;
import com.bahasadri.videocall.server.port.AnswerStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the map that has the state, for one server. Claims are in memory alone: as nobody else has the file open,
 * whoever had a claim that is gone has ended.
 */
public final class EmbeddedAnswerStore implements AnswerStore {
    private static final int REMOVED_AT_ONCE = 1_000;

    private final GroupCommit commits;
    private final MVMap<String, String> state;
    private final Clock clock;
    private final ConcurrentMap<String, Running> running = new ConcurrentHashMap<>();

    EmbeddedAnswerStore(GroupCommit commits, MVMap<String, String> state, Clock clock) {
        this.commits = commits;
        this.state = state;
        this.clock = clock;
    }

    @Override
    public Optional<Found> claim(Claim claim, Duration lease) {
        Instant now = clock.instant();
        AtomicReference<Found> found = new AtomicReference<>();
        running.compute(claim.name(), (name, other) -> {
            if (other != null && now.isBefore(other.until())) {
                found.set(new Found(other.claim().fingerprint(), null));
                return other;
            }
            if (other != null) {
                other.ended().countDown();
            }
            // A claim goes after its answer has come, so where there is neither, nobody has run it.
            Kept kept = commits.glance(() -> kept(name, now));
            if (kept != null) {
                found.set(new Found(kept.fingerprint(), kept.answer()));
                return null;
            }
            return new Running(claim, now.plus(lease), new CountDownLatch(1));
        });
        return Optional.ofNullable(found.get());
    }

    @Override
    public boolean renew(Claim claim, Duration lease) {
        Instant until = clock.instant().plus(lease);
        Running held = running.computeIfPresent(
                claim.name(), (name, now) -> now.claim().equals(claim) ? new Running(claim, until, now.ended()) : now);
        return held != null && held.claim().equals(claim);
    }

    @Override
    public boolean keep(Claim claim, String answer, Duration lifetime) {
        Running held = running.get(claim.name());
        if (held == null || !held.claim().equals(claim)) {
            return false;
        }
        Kept kept = new Kept(
                claim.fingerprint(),
                answer,
                Instant.ofEpochMilli(clock.millis()).plus(lifetime));
        commits.write(() -> {
            state.put(Keys.answerEnd(kept.expiresAt(), claim.name()), claim.name());
            state.put(Keys.answer(claim.name()), StateJson.write(kept));
        });
        release(claim);
        return true;
    }

    @Override
    public void release(Claim claim) {
        running.computeIfPresent(claim.name(), (name, held) -> {
            if (!held.claim().equals(claim)) {
                return held;
            }
            held.ended().countDown();
            return null;
        });
    }

    @Override
    public void await(String name, Duration patience) throws InterruptedException {
        Running held = running.get(name);
        if (held != null) {
            Duration lease = Duration.between(clock.instant(), held.until());
            Duration wait = lease.compareTo(patience) < 0 ? lease : patience;
            held.ended().await(wait.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void removeExpired() {
        Instant now = clock.instant();
        // Nobody waits for these: whoever does waits no longer than the lease.
        running.values().removeIf(held -> !now.isBefore(held.until()));
        String behind = Keys.answerEnd(Instant.ofEpochMilli(clock.millis() + 1), "");
        List<String> ends;
        do {
            ends = commits.glance(() -> firstEnds(behind));
            List<String> expired = ends;
            if (!expired.isEmpty()) {
                commits.write(() -> expired.forEach(this::remove));
            }
        } while (ends.size() == REMOVED_AT_ONCE);
    }

    private List<String> firstEnds(String behind) {
        List<String> ends = new ArrayList<>();
        Iterator<String> keys = state.keyIterator(Keys.ANSWER_ENDS);
        while (keys.hasNext() && ends.size() < REMOVED_AT_ONCE) {
            String end = keys.next();
            if (end.compareTo(behind) >= 0) {
                break;
            }
            ends.add(end);
        }
        return ends;
    }

    private void remove(String end) {
        String name = state.remove(end);
        String json = name == null ? null : state.get(Keys.answer(name));
        // A later run may have been answered under the same name.
        if (json != null
                && Keys.answerEnd(StateJson.read(json, Kept.class).expiresAt(), name)
                        .equals(end)) {
            state.remove(Keys.answer(name), json);
        }
    }

    private @Nullable Kept kept(String name, Instant now) {
        String json = state.get(Keys.answer(name));
        Kept kept = json == null ? null : StateJson.read(json, Kept.class);
        return kept != null && now.isBefore(kept.expiresAt()) ? kept : null;
    }

    private record Running(Claim claim, Instant until, CountDownLatch ended) {}

    private record Kept(String fingerprint, String answer, Instant expiresAt) {}
}
