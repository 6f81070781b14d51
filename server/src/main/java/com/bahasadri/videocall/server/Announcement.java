package com.bahasadri.videocall.server;

import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.emulator.RealtimeKitEmulator;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What the server says of itself when it has started. */
final class Announcement {
    private Announcement() {}

    static List<String> lines(Config config, Application application) {
        List<String> lines = new ArrayList<>();
        lines.add("Video Call Control Center " + Version.current());
        lines.add("  Console  " + application.address());
        Config.Cloudflare cloudflare = config.cloudflare();
        lines.add(
                cloudflare == null
                        ? "  Calls    emulator at %s (account %s, app %s, API token %s)"
                                .formatted(
                                        application.emulatorAddress(),
                                        RealtimeKitEmulator.ACCOUNT_ID,
                                        RealtimeKitEmulator.APP_ID,
                                        RealtimeKitEmulator.API_TOKEN)
                        : "  Calls    RealtimeKit at " + cloudflare.baseUrl() + ", app " + cloudflare.appId());
        URI redis = config.redis();
        lines.add(redis == null ? "  State    disk, " + config.dataDir() : "  State    Redis at " + redis.getHost());
        Config.R2 r2 = config.r2();
        lines.add(r2 == null ? "  Files    disk, " + config.dataDir() : "  Files    R2, bucket " + r2.bucket());
        if (redis != null && r2 == null) {
            lines.add(
                    "  Warning  files are on this server's disk: servers that share REDIS_URL need R2_BUCKET to share them");
        }
        if (config.operatorKeys().isEmpty()) {
            lines.add("  Warning  open mode: whoever reaches this address can create and control sessions;"
                    + " VIDEO_CALL_OPERATOR_KEYS closes it");
        }
        if (config.tls() == null) {
            lines.add("  Warning  plain HTTP: browsers give a camera only to localhost or HTTPS;"
                    + " set VIDEO_CALL_TLS_CERTIFICATE and VIDEO_CALL_TLS_KEY for other hosts");
        }
        return lines;
    }
}
