package com.bahasadri.videocall.client.event;

import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.model.Snapshot;

/**
 * Hears what happens in a session. The methods are called by one thread, the subscription's own, one after the other; while one is at
 * work nothing more is read, and a server that has to wait too long ends the stream, which is then taken up again where it was.
 *
 * <pre>{@code
 * SessionEventListener listener = new SessionEventListener() {
 *     @Override
 *     public void onEvent(SessionEvent event) {
 *         print(event.type());
 *     }
 *
 *     @Override
 *     public void onSnapshot(Snapshot snapshot, boolean missed) {
 *         print("so it is now: " + snapshot.data().session().status());
 *     }
 *
 *     @Override
 *     public void onFailure(Throwable failure) {
 *         print("it is over: " + failure.getMessage());
 *     }
 * };
 * EventSubscription subscription = client.events(sessionId).listen(listener);
 * }</pre>
 *
 * <p>An exception that a method throws ends the subscription: {@link #onFailure} is told of it, and so is
 * {@link EventSubscription#completion()}. Going on would lose the event without a word.
 */
@FunctionalInterface
public interface SessionEventListener {

    /**
     * Something happened. Each event comes once, in the order of its {@code seq}.
     *
     * @param event what happened; {@link SessionEvent.Unknown} where this version has no record for it
     */
    void onEvent(SessionEvent event);

    /**
     * The session as a whole: whatever was known of it before is to be replaced. Goes to {@link #onEvent} unless it is overridden.
     *
     * @param snapshot the session as it is after the event of the snapshot's {@code seq}
     * @param missed whether it stands for events that are not to be had any more, or for a log that begins anew; false where the
     *     events were asked to begin with one
     */
    default void onSnapshot(Snapshot snapshot, boolean missed) {
        onEvent(snapshot);
    }

    /** The connection stands, for the first time or again. */
    default void onConnected() {}

    /**
     * The connection is lost, and will be made again after a while. Nothing that happens meanwhile is lost.
     *
     * @param reconnecting when, and why
     */
    default void onReconnecting(Reconnecting reconnecting) {}

    /** The session has ended, and its last event was told. Nothing is called after this. */
    default void onEnd() {}

    /**
     * It is over without the session's end: the server refuses, or does not keep to the contract, or there were too many attempts, or a
     * method of this threw. Nothing is called after this.
     *
     * @param failure why
     */
    default void onFailure(Throwable failure) {}
}
