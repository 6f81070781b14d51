package com.bahasadri.videocall.server.adapter.redis;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.adapter.state.StateJson;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.playback.Viewer;
import com.bahasadri.videocall.server.port.Viewers;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the pages of all servers told, for 10 seconds after the last of a session did. */
public final class RedisViewers implements Viewers {
    private static final Logger LOG = LoggerFactory.getLogger(RedisViewers.class);
    private static final Duration REMAINS = Duration.ofSeconds(10);

    private final Redis redis;

    /**
     * Keeps them in a Redis.
     *
     * @param redis where
     */
    public RedisViewers(Redis redis) {
        this.redis = requireNonNull(redis, "redis is null");
    }

    @Override
    public void report(String sessionId, Viewer viewer) {
        String key = Keys.viewers(sessionId);
        redis.send(commands -> commands.hset(key, viewer.viewerId(), StateJson.write(viewer)));
        redis.send(commands -> commands.pexpire(key, REMAINS));
    }

    @Override
    public void leave(String sessionId, String viewerId) {
        redis.send(commands -> commands.hdel(Keys.viewers(sessionId), viewerId));
    }

    @Override
    public List<Viewer> of(String sessionId) {
        try {
            return redis.ask(commands -> commands.hvals(Keys.viewers(sessionId))).stream()
                    .map(json -> StateJson.read(json, Viewer.class))
                    .toList();
        } catch (ServiceException e) {
            LOG.debug("nobody knows where the pages are", e);
            return List.of();
        }
    }
}
