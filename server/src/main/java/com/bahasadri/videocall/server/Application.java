package com.bahasadri.videocall.server;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.bahasadri.videocall.server.adapter.realtimekit.RealtimeKitEngine;
import com.bahasadri.videocall.server.adapter.realtimekit.RealtimeKitSettings;
import com.bahasadri.videocall.server.adapter.realtimekit.RealtimeKitSignatures;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.config.Config.Cloudflare;
import com.bahasadri.videocall.server.domain.control.CommandSweep;
import com.bahasadri.videocall.server.domain.control.ControlService;
import com.bahasadri.videocall.server.domain.control.OpenCommands;
import com.bahasadri.videocall.server.domain.event.EventLog;
import com.bahasadri.videocall.server.domain.file.FileService;
import com.bahasadri.videocall.server.domain.file.FileSweep;
import com.bahasadri.videocall.server.domain.playback.PlaybackService;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.domain.token.AccessPolicy;
import com.bahasadri.videocall.server.domain.token.TokenService;
import com.bahasadri.videocall.server.domain.webhook.Reconciler;
import com.bahasadri.videocall.server.domain.webhook.WebhookService;
import com.bahasadri.videocall.server.http.HttpListener;
import com.bahasadri.videocall.server.http.PemCertificate;
import com.bahasadri.videocall.server.http.RequestThreads;
import com.bahasadri.videocall.server.http.Stopping;
import com.bahasadri.videocall.server.http.UnreadBody;
import com.bahasadri.videocall.server.log.RequestId;
import com.bahasadri.videocall.server.port.FileStore;
import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.realtime.Channel;
import com.bahasadri.videocall.server.repeat.RepeatedWrites;
import com.bahasadri.videocall.server.resource.EventMessages;
import com.bahasadri.videocall.server.resource.Patience;
import com.bahasadri.videocall.server.resource.SignedFileUrls;
import com.bahasadri.videocall.server.resource.Webhooks;
import com.bahasadri.videocall.server.web.FrontHandler;
import com.bahasadri.videocall.server.web.SecurityHeaders;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.jspecify.annotations.Nullable;

/**
 * A running server, wired by hand: the one place that knows every adapter. Safe for use by many threads.
 */
public final class Application implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** Less, so that an upload that does not end in time is told so. */
    private static final Duration UPLOAD_GRACE = Duration.ofSeconds(8);
    /** For what is answered and not sent yet. */
    private static final Duration SENDING = Duration.ofSeconds(2);

    /** No upload takes longer. */
    private static final Duration OTHERS_TAKE = Duration.ofHours(6);

    private final Config config;
    private final Closing closing = new Closing();
    private final Stopping stopping = new Stopping();
    private final @Nullable LocalCalls emulator;
    private final HttpListener listener;

    private Application(Config config, Tuning tuning) {
        this.config = config;
        try {
            Clock clock = tuning.clock();
            ExecutorService threads = RequestThreads.newExecutor("request");
            closing.add(threads::shutdownNow);
            StateStorage state = StateStorage.open(config, clock, closing);
            StateStore store = state.store();
            RepeatedWrites repeated = new RepeatedWrites(state.answers(), tuning.repeatPatience());
            closing.add(repeated::close);
            FileStore bytes = FileStorage.open(config, closing);
            closing.add(bytes::close);
            Config.Files limits = config.files();
            SignedFileUrls urls = new SignedFileUrls(bytes, store, clock, limits.urlLifetime());
            EventMessages messages = new EventMessages(clock, urls);
            Channel channel = new Channel(
                    store,
                    clock,
                    messages,
                    state.viewers(),
                    state.neighbours(),
                    new Channel.Settings(emulated(), config.iceServers(), grace(tuning), tuning.commandPatience()));
            PresenceService presence = new PresenceService(store, clock);
            emulator = emulated()
                    ? LocalCalls.start(
                            config.emulatorPort(),
                            requireNonNull(state.file(), "file is null"),
                            clock,
                            store,
                            presence,
                            channel.link())
                    : null;
            if (emulator != null) {
                closing.add(emulator::close);
            }
            RealtimeKitEngine engine = new RealtimeKitEngine(
                    settings(config.cloudflare(), emulator).with(tuning.calls().policy()),
                    clock,
                    requireNonNullElse(tuning.calls().budget(), state.budget()));
            closing.add(engine::close);

            SessionService sessions = new SessionService(store, engine, clock);
            TokenService tokens = new TokenService(sessions, engine, store, clock);
            // Their own threads, so that none that wait for RealtimeKit hold those of requests.
            ExecutorService commands = RequestThreads.newExecutor("command");
            closing.add(commands::shutdownNow);
            ControlService control = new ControlService(
                    sessions,
                    presence,
                    channel.link(),
                    engine,
                    store,
                    new ControlService.Settings(
                            config.calls().unmute(),
                            tuning.commandPatience(),
                            config.cloudflare() != null,
                            RequestId.passedOn(commands)));
            closing.add(control::close);
            PlaybackService playback = new PlaybackService(sessions, store, state.viewers(), clock);
            FileService files = new FileService(
                    sessions,
                    store,
                    bytes,
                    new FileService.Settings(
                            clock,
                            limits.maxFileBytes(),
                            limits.maxStorageBytes(),
                            config.redis() == null ? Duration.ZERO : OTHERS_TAKE));
            closing.add(FileSweep.start(files, limits.retention())::close);
            RealtimeKitSignatures signatures = new RealtimeKitSignatures(webhookKey(config.cloudflare(), emulator));
            closing.add(signatures::close);
            Reconciler reconciler = new Reconciler(store, state.answers(), engine, sessions, clock);
            closing.add(reconciler::close);
            WebhookService webhooks = new WebhookService(store, state.answers(), presence, reconciler, clock);
            RateLimiter limiter = tuning.limiter() == null ? state.limiter() : tuning.limiter();
            AccessPolicy policy = new AccessPolicy(tokens, sessions, config.operatorKeys());
            FrontHandler handler = new FrontHandler(
                    Api.application(
                            config,
                            new Api.Services(
                                    sessions,
                                    tokens,
                                    control,
                                    playback,
                                    new EventLog(store),
                                    messages,
                                    channel.streams(),
                                    files,
                                    urls,
                                    policy,
                                    repeated,
                                    limiter,
                                    new Patience(tuning.commandPatience()),
                                    new Webhooks(signatures, webhooks),
                                    stopping)),
                    threads,
                    new SecurityHeaders(emulated(), filesElsewhere(config.r2())),
                    UnreadBody.standard(),
                    stopping);
            closing.add(channel::close);
            listener = HttpListener.start(
                    new HttpListener.Settings(
                            config.host(),
                            config.port(),
                            tls(config.tls()),
                            Channel.upgradable(),
                            Stream.concat(
                                            tuning.addOns().stream(),
                                            Stream.of(channel.addOn(
                                                    new Channel.Services(
                                                            tokens, sessions, presence, control, playback, limiter),
                                                    threads)))
                                    .toList()),
                    handler);
            closing.add(() -> stop(channel, repeated));
            if (config.redis() == null) {
                // Whoever waited for them is gone.
                OpenCommands left = new OpenCommands(store);
                left.expire(left.now(), "The server was restarted");
            }
            closing.add(CommandSweep.start(store)::close);
            channel.settle();
            if (!emulated()) {
                reconciler.start();
            }
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    /** From where pages play video files that are in a bucket. */
    private static List<URI> filesElsewhere(Config.@Nullable R2 bucket) {
        if (bucket == null) {
            return List.of();
        }
        return List.of(bucket.publicUrl() == null ? bucket.endpoint() : bucket.publicUrl());
    }

    /**
     * Starts a server.
     *
     * @param config where and how
     * @return the server, accepting requests
     */
    public static Application start(Config config) {
        return start(config, Tuning.standard());
    }

    /**
     * Starts a server for tests, with a time and patience of their own.
     *
     * @param config where and how
     * @param tuning what else is settable
     * @return the server, accepting requests
     */
    public static Application start(Config config, Tuning tuning) {
        return new Application(requireNonNull(config, "config is null"), requireNonNull(tuning, "tuning is null"));
    }

    /**
     * The server's address.
     *
     * @return scheme, host and port, with a slash behind them: where the console is
     */
    public URI address() {
        String scheme = config.tls() == null ? "http" : "https";
        String host =
                config.host().equals("127.0.0.1") || config.host().equals("0.0.0.0") ? "localhost" : config.host();
        return URI.create(
                scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + listener.port() + "/");
    }

    /**
     * The emulator's address.
     *
     * @return the base URL of its API, or null where calls are held on Cloudflare
     */
    public @Nullable URI emulatorAddress() {
        return emulator == null ? null : emulator.baseUrl();
    }

    /** Stops to accept, closes the sockets, lets requests in flight finish for 10 seconds, and keeps what was stored. */
    @Override
    public void close() {
        closing.close();
    }

    private Duration grace(Tuning tuning) {
        return tuning.presenceGrace() == null ? config.calls().presence() : tuning.presenceGrace();
    }

    /** The order tells everybody who is connected or waits what becomes of it; see docs/operations.md. */
    private void stop(Channel channel, RepeatedWrites repeated) {
        listener.close(SENDING, () -> {
            stopping.begin(UPLOAD_GRACE);
            repeated.stopWaiting();
            channel.close();
            stopping.awaitIdle(GRACE);
            // Those that opened meanwhile.
            channel.close();
        });
    }

    private boolean emulated() {
        return config.cloudflare() == null;
    }

    private static RealtimeKitSettings settings(@Nullable Cloudflare account, @Nullable LocalCalls emulator) {
        return account != null
                ? RealtimeKitSettings.of(account.baseUrl(), account.accountId(), account.appId(), account.apiToken())
                : requireNonNull(emulator, "emulator is null").settings();
    }

    private static URI webhookKey(@Nullable Cloudflare account, @Nullable LocalCalls emulator) {
        return account != null
                ? account.webhookKeyUrl()
                : requireNonNull(emulator, "emulator is null").webhookKey();
    }

    private static @Nullable SSLEngineConfigurator tls(Config.@Nullable Tls files) {
        try {
            return files == null ? null : PemCertificate.load(files.certificate(), files.key());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("VIDEO_CALL_TLS_CERTIFICATE or VIDEO_CALL_TLS_KEY: " + e.getMessage(), e);
        }
    }
}
