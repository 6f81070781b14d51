package com.bahasadri.videocall.server.http;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executor;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpContainer;
import org.glassfish.jersey.server.ContainerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** A JAX-RS application as a Grizzly handler, run on the threads of our choice instead of Grizzly's. */
public class JerseyHandler extends HttpHandler {
    private final GrizzlyHttpContainer container;
    private final Executor threads;

    /**
     * Wraps an application.
     *
     * @param application what to serve
     * @param threads where each request runs
     */
    public JerseyHandler(ResourceConfig application, Executor threads) {
        this.container = ContainerFactory.createContainer(GrizzlyHttpContainer.class, application);
        this.threads = requireNonNull(threads, "threads is null");
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        container.service(request, response);
    }

    @Override
    public final void start() {
        container.start();
    }

    @Override
    public final void destroy() {
        container.destroy();
    }

    @Override
    public final RequestExecutorProvider getRequestExecutorProvider() {
        return request -> threads;
    }
}
