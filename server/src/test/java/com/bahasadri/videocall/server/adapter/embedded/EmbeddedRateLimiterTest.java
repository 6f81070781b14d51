package com.bahasadri.videocall.server.adapter.embedded;

import com.bahasadri.videocall.server.adapter.state.RateLimiterBehaviour;
import com.bahasadri.videocall.server.port.RateLimiter;
import io.github.bucket4j.TimeMeter;

/** {@link EmbeddedRateLimiter} in a time of its own. */
class EmbeddedRateLimiterTest extends RateLimiterBehaviour {
    @Override
    protected RateLimiter open(TimeMeter time) {
        return new EmbeddedRateLimiter(time);
    }
}
