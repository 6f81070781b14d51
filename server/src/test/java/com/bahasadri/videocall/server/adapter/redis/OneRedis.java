package com.bahasadri.videocall.server.adapter.redis;

import com.bahasadri.videocall.server.support.RedisServer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real Redis for the tests of one class, and a connection to it. */
final class OneRedis implements BeforeAllCallback, AfterAllCallback {
    private RedisServer server;
    private Redis connection;

    @Override
    public void beforeAll(ExtensionContext context) {
        server = RedisServer.open();
        connection = Redis.connect(server.url());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        connection.close();
        server.close();
    }

    RedisServer server() {
        return server;
    }

    /** The connection, to a Redis that has nothing in it. */
    Redis cleared() {
        server.clear();
        return connection;
    }

    Redis connection() {
        return connection;
    }
}
