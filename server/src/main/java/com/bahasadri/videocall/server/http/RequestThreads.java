package com.bahasadri.videocall.server.http;

import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that handle requests: one virtual thread each on Java 21 and later, else a pool of 512. Handlers
 * mostly wait for an upstream, so Grizzly's own pool, sized for the processor, would be the bottleneck.
 */
public final class RequestThreads {
    private static final int PLATFORM_THREADS = 512;

    private RequestThreads() {}

    /**
     * Makes an executor for blocking work.
     *
     * @param name the prefix of the threads' names
     * @return the executor; its owner shuts it down
     */
    public static ExecutorService newExecutor(String name) {
        try {
            // By reflection, because the code is compiled for Java 17.
            Method virtual = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            return (ExecutorService) virtual.invoke(null);
        } catch (ReflectiveOperationException e) {
            ThreadPoolExecutor pool = new ThreadPoolExecutor(
                    PLATFORM_THREADS,
                    PLATFORM_THREADS,
                    30,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    daemons(name));
            pool.allowCoreThreadTimeOut(true);
            return pool;
        }
    }

    /**
     * Makes daemon threads with a name.
     *
     * @param name the prefix of the names
     * @return the factory
     */
    public static ThreadFactory daemons(String name) {
        AtomicLong count = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
