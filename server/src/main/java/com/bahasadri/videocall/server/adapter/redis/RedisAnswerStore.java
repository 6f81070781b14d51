package com.bahasadri.videocall.server.adapter.redis;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.port.AnswerStore;
import io.lettuce.core.KeyValue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers in one {@link Redis}, shared with other servers. Leases and lifetimes are in the servers' time, which may differ
 * by much less than a lease has.
 */
public final class RedisAnswerStore implements AnswerStore {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int REMOVED_AT_ONCE = 1_000;

    private final Redis redis;
    private final Clock clock;

    /**
     * Keeps answers in a Redis.
     *
     * @param redis where; closed by its owner
     * @param clock the servers' time
     */
    public RedisAnswerStore(Redis redis, Clock clock) {
        this.redis = requireNonNull(redis, "redis is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    @Override
    public Optional<Found> claim(Claim claim, Duration lease) {
        List<String> found = redis.run(
                Script.ANSWER_CLAIM,
                keys(claim),
                List.of(
                        claim.name(),
                        claim.owner(),
                        claim.fingerprint(),
                        UUID.randomUUID().toString(),
                        String.valueOf(clock.millis()),
                        end(lease)));
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(found.get(0), found.size() > 1 ? found.get(1) : null));
    }

    @Override
    public boolean renew(Claim claim, Duration lease) {
        return did(Script.ANSWER_RENEW, claim, List.of(claim.name(), claim.owner(), end(lease)));
    }

    @Override
    public boolean keep(Claim claim, String answer, Duration lifetime) {
        return did(Script.ANSWER_KEEP, claim, List.of(claim.name(), claim.owner(), answer, end(lifetime)));
    }

    @Override
    public void release(Claim claim) {
        did(Script.ANSWER_RELEASE, claim, List.of(claim.name(), claim.owner()));
    }

    @Override
    public void await(String name, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (runs(name)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return;
            }
            Thread.sleep(Math.min(LOOK.toMillis(), Duration.ofNanos(left).toMillis() + 1));
        }
    }

    @Override
    public void removeExpired() {
        long removed;
        do {
            removed = redis.<Long>run(
                    Script.ANSWER_REMOVE,
                    List.of(Keys.ANSWER_ENDS),
                    List.of(String.valueOf(clock.millis()), Keys.ANSWER, String.valueOf(REMOVED_AT_ONCE)));
        } while (removed == REMOVED_AT_ONCE);
    }

    private boolean runs(String name) {
        List<KeyValue<String, String>> known =
                redis.ask(commands -> commands.hmget(Keys.ANSWER + name, "until", "answer"));
        return known.get(0).hasValue()
                && !known.get(1).hasValue()
                && Long.parseLong(known.get(0).getValue()) > clock.millis();
    }

    private boolean did(Script script, Claim claim, List<String> arguments) {
        return redis.<Long>run(script, keys(claim), arguments) == 1;
    }

    private String end(Duration fromNow) {
        return String.valueOf(clock.millis() + fromNow.toMillis());
    }

    private static List<String> keys(Claim claim) {
        return List.of(Keys.ANSWER + claim.name(), Keys.ANSWER_ENDS);
    }
}
