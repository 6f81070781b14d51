package com.bahasadri.videocall.server.several;

import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.emulator.RealtimeKitEmulator;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.RedisServer;
import com.bahasadri.videocall.server.support.http.Configs;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Two servers on one Redis; a third one's emulator is the RealtimeKit of both. */
final class TwoServers implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private final Duration grace;
    private final LiveServer upstream = new LiveServer(Duration.ofSeconds(60), Duration.ofSeconds(3));
    private RedisServer redis;
    private LiveServer first;
    private LiveServer second;

    TwoServers(Duration grace) {
        this.grace = grace;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        upstream.start();
        redis = RedisServer.open();
        first = another();
        second = another();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (LiveServer server : List.of(first, second)) {
            server.afterEach(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        first.stop();
        second.stop();
        redis.close();
        upstream.stop();
    }

    LiveServer first() {
        return first;
    }

    LiveServer second() {
        return second;
    }

    RedisServer redis() {
        return redis;
    }

    /** One more server, which the test stops. */
    LiveServer another() {
        Config config = Configs.sharing(redis.url(), account());
        return new LiveServer(config, grace, Duration.ofSeconds(3)).start();
    }

    /** The RealtimeKit of all of them. */
    Config.Cloudflare account() {
        URI emulator = upstream.emulatorAddress();
        return new Config.Cloudflare(
                emulator, RealtimeKitEmulator.ACCOUNT_ID, RealtimeKitEmulator.APP_ID, RealtimeKitEmulator.API_TOKEN);
    }
}
