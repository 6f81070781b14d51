package com.bahasadri.videocall.server.domain.control;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.StateStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A state that does not always answer. */
final class FlakyStore {
    /** What becomes of a change. */
    enum Change {
        /** It is made. */
        MADE,
        /** It is not, and there is no answer. */
        LOST,
        /** It is made, and the answer is lost. */
        UNANSWERED
    }

    private final StateStore store;
    private final Queue<Change> planned = new ConcurrentLinkedQueue<>();

    /** Whether it answers nothing at all. */
    volatile boolean down;

    FlakyStore(StateStore store) {
        this.store = store;
    }

    /** What becomes of the next changes; later ones are made. */
    void plan(Change... changes) {
        planned.addAll(List.of(changes));
    }

    /** The state as its users see it. */
    StateStore asStore() {
        return (StateStore) Proxy.newProxyInstance(
                StateStore.class.getClassLoader(), new Class<?>[] {StateStore.class}, (proxy, method, arguments) -> {
                    Change change = method.getName().equals("change") ? planned.poll() : null;
                    if (down || change == Change.LOST) {
                        throw unavailable();
                    }
                    Object answer = pass(method, arguments);
                    if (change == Change.UNANSWERED) {
                        throw unavailable();
                    }
                    return answer;
                });
    }

    private Object pass(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static ServiceException unavailable() {
        return new ServiceException(ErrorCode.UNAVAILABLE, "The shared state does not answer");
    }
}
