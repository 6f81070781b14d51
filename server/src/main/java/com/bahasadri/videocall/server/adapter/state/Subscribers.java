package com.bahasadri.videocall.server.adapter.state;

import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.port.StateStore.Subscriber;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All who are told, as one. What is committed has happened: where one of them fails at it, the others are told all the same.
 * Safe for use by many threads.
 */
public final class Subscribers implements Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(Subscribers.class);

    private final List<Subscriber> all = new CopyOnWriteArrayList<>();

    /** Begins with nobody. */
    public Subscribers() {}

    /**
     * Tells one more from now on.
     *
     * @param subscriber who
     */
    public void add(Subscriber subscriber) {
        all.add(subscriber);
    }

    /** Tells nobody any more. */
    public void clear() {
        all.clear();
    }

    @Override
    public void happened(LoggedEvent event) {
        each(subscriber -> subscriber.happened(event));
    }

    @Override
    public void rewound() {
        each(Subscriber::rewound);
    }

    private void each(Consumer<Subscriber> telling) {
        for (Subscriber subscriber : all) {
            try {
                telling.accept(subscriber);
            } catch (RuntimeException e) {
                LOG.error("a subscriber failed at an event", e);
            }
        }
    }
}
