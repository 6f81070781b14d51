package com.bahasadri.videocall.server;

import com.bahasadri.videocall.server.adapter.realtimekit.RealtimeKitSettings;
import com.bahasadri.videocall.server.command.Arguments;
import com.bahasadri.videocall.server.command.Terminal;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.config.Config.Cloudflare;
import com.bahasadri.videocall.server.config.ConfigException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code setup} and {@code doctor} work on.
 *
 * @param config the configuration
 * @param account the RealtimeKit app
 * @param publicUrl where RealtimeKit and browsers reach this server, or null where that is not told
 * @param webhookName the name of this server's webhook
 */
record Upstream(Config config, Cloudflare account, @Nullable URI publicUrl, String webhookName) {
    private static final String WEBHOOKS = "/api/video-call/webhooks/realtimekit";
    private static final String NAME = "video-call-control-center";
    private static final String URL_OPTION = "--url";
    private static final String NAME_OPTION = "--name";
    /** Without what was given, which may hold a password. */
    private static final String WRONG_URL =
            "--url must be an http or https URL without a user, a query and a fragment, such as https://calls.example.";

    /**
     * Reads it, and says what is wrong.
     *
     * @param command whose arguments these are
     * @param arguments {@code --url} and {@code --name}, each with a value
     * @param terminal where it is said
     * @return empty where something is wrong
     */
    static Optional<Upstream> read(String command, List<String> arguments, Terminal terminal) {
        try {
            Config config = Config.read(terminal.environment());
            Cloudflare account = config.cloudflare();
            if (account == null) {
                throw new IllegalArgumentException(
                        "Set CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_REALTIME_APP_ID and"
                                + " CLOUDFLARE_REALTIME_API_TOKEN: without them calls are held in the emulator, which needs nothing.");
            }
            Map<String, String> values = Arguments.read(command, Set.of(URL_OPTION, NAME_OPTION), arguments);
            String url = values.get(URL_OPTION);
            return Optional.of(new Upstream(
                    config,
                    account,
                    url == null ? account.publicUrl() : url(url),
                    values.getOrDefault(NAME_OPTION, NAME)));
        } catch (ConfigException e) {
            terminal.err().println("The configuration is wrong:");
            e.errors().forEach(error -> terminal.err().println("  " + error));
        } catch (IllegalArgumentException e) {
            terminal.err().println(e.getMessage());
        }
        return Optional.empty();
    }

    /** Where RealtimeKit delivers webhooks, or null. */
    @Nullable
    URI webhookUrl() {
        URI base = publicUrl;
        return base == null ? null : URI.create(base.toString().replaceAll("/+$", "") + WEBHOOKS);
    }

    RealtimeKitSettings settings() {
        return RealtimeKitSettings.of(account.baseUrl(), account.accountId(), account.appId(), account.apiToken());
    }

    private static URI url(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(WRONG_URL, e);
        }
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException(WRONG_URL);
        }
        return url;
    }
}
