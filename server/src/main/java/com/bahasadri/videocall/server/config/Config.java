package com.bahasadri.videocall.server.config;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.control.UnmutePolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration. Each component's variable and default stand in {@code docs/configuration.md}.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for one that the system chooses
 * @param emulatorPort the emulator's port; 0 for one that the system chooses
 * @param tls the certificate and key, or null for plain HTTP
 * @param dataDir where state and files are kept, or null for memory
 * @param redis where state is kept that several servers share, with its password; or null for the data directory
 * @param cloudflare the RealtimeKit account, or null for the emulator
 * @param r2 the bucket for files, or null for the disk
 * @param files how much of video files is kept, and how long
 * @param eventLimit how many events of each session are kept, from 1
 * @param operatorKeys who may create and control sessions; empty for the open mode
 * @param allowAnonymousOperators whether the open mode may listen beyond loopback
 * @param joinUrl the template of join links, or null for this server's own page
 * @param corsOrigins whose pages may call the API
 * @param trustedProxies whose word on the client's address is believed
 * @param iceServers STUN and TURN servers for peer-to-peer calls
 * @param calls how calls are held
 */
public record Config(
        String host,
        int port,
        int emulatorPort,
        @Nullable Tls tls,
        @Nullable Path dataDir,
        @Nullable URI redis,
        @Nullable Cloudflare cloudflare,
        @Nullable R2 r2,
        Files files,
        int eventLimit,
        List<String> operatorKeys,
        boolean allowAnonymousOperators,
        @Nullable String joinUrl,
        Set<String> corsOrigins,
        Set<String> trustedProxies,
        List<IceServer> iceServers,
        Calls calls) {
    /** Requires the host, the files and the calls, and copies the collections. */
    public Config {
        requireNonNull(host, "host is null");
        requireNonNull(files, "files is null");
        requireNonNull(calls, "calls is null");
        operatorKeys = List.copyOf(operatorKeys);
        corsOrigins = Set.copyOf(corsOrigins);
        trustedProxies = Set.copyOf(trustedProxies);
        iceServers = List.copyOf(iceServers);
    }

    /**
     * Reads the configuration.
     *
     * @param environment the variables
     * @return the configuration
     * @throws ConfigException if anything is wrong, with all that is
     */
    public static Config read(Map<String, String> environment) {
        return new ConfigReader(environment).read();
    }

    /**
     * A configuration for tests and for embedding: ports that the system chooses, state in memory.
     *
     * @return the configuration
     */
    public static Config ephemeral() {
        return ephemeral(Map.of());
    }

    /**
     * A configuration for tests and for embedding: ports that the system chooses, state in memory, and all else as
     * variables say.
     *
     * @param environment the variables
     * @return the configuration
     * @throws ConfigException if anything is wrong, with all that is
     */
    public static Config ephemeral(Map<String, String> environment) {
        Config given = read(environment);
        return new Config(
                given.host(),
                0,
                0,
                given.tls(),
                null,
                given.redis(),
                given.cloudflare(),
                given.r2(),
                given.files(),
                given.eventLimit(),
                given.operatorKeys(),
                given.allowAnonymousOperators(),
                given.joinUrl(),
                given.corsOrigins(),
                given.trustedProxies(),
                given.iceServers(),
                given.calls());
    }

    /** Masks the keys, and the password of Redis. */
    @Override
    public String toString() {
        return "Config[host=%s, port=%d, emulatorPort=%d, dataDir=%s, redis=%s, cloudflare=%s, r2=%s, operatorKeys=%d]"
                .formatted(
                        host,
                        port,
                        emulatorPort,
                        dataDir,
                        redis == null ? null : redis.getHost(),
                        cloudflare,
                        r2,
                        operatorKeys.size());
    }

    /**
     * A certificate and its key.
     *
     * @param certificate the PEM file with the certificate chain, the server's own first
     * @param key the PEM file with the private key, PKCS #8
     */
    public record Tls(Path certificate, Path key) {}

    /**
     * A RealtimeKit app.
     *
     * @param baseUrl the API's base, such as {@code https://api.cloudflare.com/client/v4}
     * @param accountId the account
     * @param appId the app
     * @param apiToken the API token, a secret
     * @param webhookKeyUrl where the key is that signs webhooks
     * @param publicUrl where RealtimeKit reaches this server, or null where that is not told
     */
    public record Cloudflare(
            URI baseUrl,
            String accountId,
            String appId,
            String apiToken,
            URI webhookKeyUrl,
            @Nullable URI publicUrl) {
        private static final String CLOUDFLARE = "api.cloudflare.com";
        private static final URI CLOUDFLARES_KEY =
                URI.create("https://api.realtime.cloudflare.com/.well-known/webhooks.json");

        /**
         * An app whose webhooks are signed with Cloudflare's key or, where the base is another, with the one that is published
         * there.
         *
         * @param baseUrl the API's base
         * @param accountId the account
         * @param appId the app
         * @param apiToken the API token, a secret
         */
        public Cloudflare(URI baseUrl, String accountId, String appId, String apiToken) {
            this(
                    baseUrl,
                    accountId,
                    appId,
                    apiToken,
                    CLOUDFLARE.equalsIgnoreCase(baseUrl.getHost())
                            ? CLOUDFLARES_KEY
                            : baseUrl.resolve("/.well-known/webhooks.json"),
                    null);
        }

        /** Masks the token. */
        @Override
        public String toString() {
            return "Cloudflare[baseUrl=" + baseUrl + ", accountId=" + accountId + ", appId=" + appId + "]";
        }
    }

    /**
     * A bucket for files.
     *
     * @param bucket the bucket's name
     * @param accessKeyId the key's id
     * @param secretAccessKey the key, a secret
     * @param endpoint the S3 endpoint
     * @param publicUrl the base URL under which the bucket is public, or null where URLs are presigned
     */
    public record R2(
            String bucket,
            String accessKeyId,
            String secretAccessKey,
            URI endpoint,
            @Nullable URI publicUrl) {
        /** Masks the key. */
        @Override
        public String toString() {
            return "R2[bucket=" + bucket + ", endpoint=" + endpoint + "]";
        }
    }

    /**
     * How much of video files is kept, and how long.
     *
     * @param maxFileBytes how many bytes a file may have
     * @param maxStorageBytes how many bytes all files together may have
     * @param urlLifetime for how long a URL opens a file
     * @param retention for how long a session that has ended keeps its files
     */
    public record Files(long maxFileBytes, long maxStorageBytes, Duration urlLifetime, Duration retention) {
        /** Requires the times. */
        public Files {
            requireNonNull(urlLifetime, "urlLifetime is null");
            requireNonNull(retention, "retention is null");
        }

        /**
         * The defaults: 100 MiB a file, 10 GB in all, URLs for 6 hours, files for 24 hours after the end.
         *
         * @return the limits
         */
        public static Files standard() {
            return new Files(104_857_600, 10_000_000_000L, Duration.ofHours(6), Duration.ofHours(24));
        }
    }

    /**
     * How calls are held.
     *
     * @param unmute whether a participant is asked before its microphone is switched on
     * @param presence how long a participant whose connection was lost may take to come back, since it was last heard of
     */
    public record Calls(UnmutePolicy unmute, Duration presence) {
        /** Requires both. */
        public Calls {
            requireNonNull(unmute, "unmute is null");
            requireNonNull(presence, "presence is null");
        }

        /**
         * The defaults: microphones are switched on at once, and a lost participant has 15 seconds.
         *
         * @return the settings
         */
        public static Calls standard() {
            return new Calls(UnmutePolicy.DIRECT, Duration.ofSeconds(15));
        }
    }

    /**
     * A STUN or TURN server, as browsers take it.
     *
     * @param urls its addresses
     * @param username the user, or null
     * @param credential the password, or null
     */
    public record IceServer(
            List<String> urls,
            @Nullable String username,
            @Nullable String credential) {
        /** Copies the list. */
        public IceServer {
            urls = List.copyOf(urls);
        }

        /** Masks the password. */
        @Override
        public String toString() {
            return "IceServer[urls=" + urls + "]";
        }
    }
}
