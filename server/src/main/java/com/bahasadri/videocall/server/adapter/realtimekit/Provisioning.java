package com.bahasadri.videocall.server.adapter.realtimekit;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.CallBudget;
import com.bahasadri.videocall.server.port.CallBudget.Lane;
import com.bahasadri.videocall.server.port.Finding;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts into a RealtimeKit app what calls need, and examines whether it is there: a preset for participants, one for hidden
 * operators, and the webhook. Doing it again changes nothing. For one thread.
 */
public final class Provisioning implements AutoCloseable {
    private static final String TOKEN_REMEDY =
            "Create an API token of the account with the permission \"Realtime Admin\" and set CLOUDFLARE_REALTIME_API_TOKEN";
    private static final String PLACE_REMEDY =
            "Check CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_REALTIME_APP_ID and CLOUDFLARE_API_BASE_URL,"
                    + " and that this machine reaches the Internet";
    private static final String LATER_REMEDY = "Try again; where it stays so, see Cloudflare's status";
    private static final String SETUP_REMEDY = "Run the command setup";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int FAILURE = 500;

    private final RealtimeKitClient client;

    /**
     * Works on an app.
     *
     * @param settings where it is, and who calls
     */
    public Provisioning(RealtimeKitSettings settings) {
        this.client = new RealtimeKitClient(
                requireNonNull(settings, "settings is null"), Means.own(Clock.systemUTC(), CallBudget.UNLIMITED));
    }

    /**
     * Creates what is missing, and completes what lacks something.
     *
     * @param webhookName by which the webhook is found again where its address has changed
     * @param webhookUrl where it is delivered, or null for no webhook
     * @param done is told each thing as it is done
     * @throws ServiceException with {@link ErrorCode#REALTIMEKIT_ERROR}, whose message says what failed
     */
    public void setUp(String webhookName, @Nullable URI webhookUrl, Consumer<String> done) {
        try {
            for (WantedPreset wanted : WantedPreset.all()) {
                done.accept("Preset " + wanted.name() + ": " + setUp(wanted));
            }
            if (webhookUrl != null) {
                done.accept("Webhook " + webhookUrl + ": " + setUp(new WantedWebhook(webhookName, webhookUrl)));
            }
        } catch (RealtimeKitException e) {
            throw new ServiceException(ErrorCode.REALTIMEKIT_ERROR, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Examines the app; where the API token is not accepted, only that.
     *
     * @param webhookName by which the webhook is found again
     * @param webhookUrl where it is to be delivered, or null where that is not known
     * @param keyUrl where the key of webhooks is
     * @param found is told each finding as it is made
     */
    public void examine(String webhookName, @Nullable URI webhookUrl, URI keyUrl, Consumer<Finding> found) {
        Finding token = token();
        found.accept(token);
        if (!token.ok()) {
            return;
        }
        try {
            for (WantedPreset wanted : WantedPreset.all()) {
                found.accept(examine(wanted));
            }
            found.accept(examine(webhookName, webhookUrl));
        } catch (RealtimeKitException e) {
            found.accept(Finding.bad("RealtimeKit", words(e), LATER_REMEDY));
        }
        found.accept(key(keyUrl));
    }

    /** Closes the idle connections. */
    @Override
    public void close() {
        client.close();
    }

    private String setUp(WantedPreset wanted) throws RealtimeKitException {
        JsonNode known = preset(wanted.name());
        if (known == null) {
            try {
                send(Call.of("createPreset", "POST", "presets").body(wanted.whole()));
                return "created";
            } catch (RealtimeKitException e) {
                // Somebody else may have been faster, or the answer was lost.
                known = preset(wanted.name());
                if (known == null) {
                    throw e;
                }
            }
        }
        if (wanted.isMetBy(known)) {
            return "is as it should be";
        }
        send(Call.of("updatePreset", "PATCH", "presets", known.path("id").asText())
                .body(wanted.completing(known))
                .harmless());
        return "updated";
    }

    private String setUp(WantedWebhook wanted) throws RealtimeKitException {
        JsonNode known = wanted.among(webhooks());
        if (known == null) {
            return make(wanted);
        }
        if (wanted.isMetBy(known)) {
            return "is as it should be";
        }
        send(Call.of("replaceWebhook", "PUT", "webhooks", known.path("id").asText())
                .body(wanted.whole(known))
                .harmless());
        return "updated";
    }

    /** Makes it, and takes it back where another run has made the same in that moment: everything would be told twice. */
    private String make(WantedWebhook wanted) throws RealtimeKitException {
        Answer made = send(Call.of("createWebhook", "POST", "webhooks").body(wanted.whole(null)));
        String id = made.item("webhook").path("id").asText();
        if (!wanted.isSecond(id, webhooks())) {
            return "created";
        }
        send(Call.of("deleteWebhook", "DELETE", "webhooks", id).harmless());
        return "is as it should be";
    }

    /** Whether the token may read and write; bad also where nobody answers. */
    private Finding token() {
        try {
            webhooks();
            tryToWrite();
            return Finding.good("API token", "may read and write");
        } catch (RealtimeKitException e) {
            if (refused(e)) {
                return Finding.bad("API token", "is not accepted, or may not do this: " + words(e), TOKEN_REMEDY);
            }
            boolean later = e.status() == TOO_MANY || e.status() >= FAILURE;
            return Finding.bad("RealtimeKit", words(e), later ? LATER_REMEDY : PLACE_REMEDY);
        }
    }

    /**
     * Changes a meeting that does not exist. Who may not write is refused; what others are answered is not documented, and
     * nothing is written.
     */
    private void tryToWrite() throws RealtimeKitException {
        try {
            send(Call.of("updateMeeting", "PATCH", "meetings", UUID.randomUUID().toString())
                    .body(Map.of()));
        } catch (RealtimeKitException e) {
            if (refused(e) || e.status() == RealtimeKitException.NO_ANSWER) {
                throw e;
            }
        }
    }

    private static boolean refused(RealtimeKitException e) {
        return e.status() == UNAUTHORIZED || e.status() == FORBIDDEN;
    }

    private Finding examine(WantedPreset wanted) throws RealtimeKitException {
        String subject = "Preset " + wanted.name();
        JsonNode known = preset(wanted.name());
        if (known == null) {
            return Finding.bad(subject, "is missing", SETUP_REMEDY);
        }
        return wanted.isMetBy(known)
                ? Finding.good(subject, "is as it should be")
                : Finding.bad(subject, "does not allow what calls need", SETUP_REMEDY);
    }

    private Finding examine(String name, @Nullable URI url) throws RealtimeKitException {
        if (url == null) {
            return Finding.bad(
                    "Webhook",
                    "where RealtimeKit reaches this server is not known",
                    "Set VIDEO_CALL_PUBLIC_URL, or pass --url, and run the command setup");
        }
        WantedWebhook wanted = new WantedWebhook(name, url);
        JsonNode known = wanted.among(webhooks());
        String subject = "Webhook " + url;
        if (known == null) {
            return Finding.bad(subject, "is missing", SETUP_REMEDY);
        }
        if (!known.path("enabled").asBoolean(true)) {
            return Finding.bad(subject, "is switched off", SETUP_REMEDY);
        }
        return wanted.isMetBy(known)
                ? Finding.good(subject, "is there")
                : Finding.bad(subject, "has another address or lacks events", SETUP_REMEDY);
    }

    private static Finding key(URI url) {
        PublishedKey published = new PublishedKey(url);
        try {
            published.read();
            return Finding.good("Webhook key", "can be read");
        } catch (IOException e) {
            return Finding.bad(
                    "Webhook key",
                    "cannot be read from " + url + ": " + e.getMessage(),
                    "Check CLOUDFLARE_WEBHOOK_KEY_URL, and that this machine reaches it");
        } finally {
            published.close();
        }
    }

    /** With what it allows, which a list does not tell; null where there is none. */
    private @Nullable JsonNode preset(String name) throws RealtimeKitException {
        JsonNode listed = new Pages(client.errand(Lane.READS))
                .find(
                        Call.of("listPresets", "GET", "presets"),
                        "presets",
                        preset -> name.equals(preset.path("name").textValue()));
        return listed == null
                ? null
                : send(Call.of("getPreset", "GET", "presets", listed.path("id").asText()))
                        .item("preset");
    }

    private JsonNode webhooks() throws RealtimeKitException {
        Answer answer = send(Call.of("listWebhooks", "GET", "webhooks"));
        JsonNode webhooks = answer.items("webhooks");
        if (!webhooks.isArray()) {
            // Not as if there were none: each run would make another one.
            throw answer.without("data.webhooks");
        }
        return webhooks;
    }

    private Answer send(Call call) throws RealtimeKitException {
        return client.errand(Lane.TOKENS).send(call);
    }

    private static String words(RealtimeKitException e) {
        return String.valueOf(e.getMessage());
    }
}
