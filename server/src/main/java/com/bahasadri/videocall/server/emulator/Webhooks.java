package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.CreateWebhookRequest;
import com.bahasadri.videocall.server.realtimekit.model.EditWebhookRequest;
import com.bahasadri.videocall.server.realtimekit.model.Webhook;
import com.bahasadri.videocall.server.realtimekit.model.WebhookEvent;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where events go; at most 100 webhooks. Safe for use by many threads. */
final class Webhooks {
    private static final int MOST = 100;

    private final EmulatorStore.Table table;
    private final Clock clock;

    Webhooks(EmulatorStore store, Clock clock) {
        this.table = store.table("webhooks");
        this.clock = clock;
    }

    synchronized Webhook create(CreateWebhookRequest request) {
        if (list().size() >= MOST) {
            throw Refusal.malformed("There are " + MOST + " webhooks already");
        }
        Instant now = Meetings.now(clock);
        return keep(complete(UUID.randomUUID().toString(), request, now, now));
    }

    synchronized Webhook replace(String id, CreateWebhookRequest request) {
        return keep(complete(id, request, require(id).createdAt(), Meetings.now(clock)));
    }

    synchronized Webhook edit(String id, EditWebhookRequest change) {
        Webhook old = require(id);
        String name = change.name();
        String url = change.url();
        Boolean enabled = change.enabled();
        return keep(new Webhook(
                id,
                name == null ? old.name() : name,
                url == null ? old.url() : url,
                change.events().isEmpty() ? old.events() : change.events(),
                enabled == null ? old.enabled() : enabled,
                old.createdAt(),
                Meetings.now(clock)));
    }

    synchronized Webhook delete(String id) {
        Webhook webhook = require(id);
        table.remove(id);
        return webhook;
    }

    Webhook require(String id) {
        String text = table.get(id);
        if (text == null) {
            throw Refusal.notFound("No webhook found with id " + id);
        }
        return Json.read(text, Webhook.class);
    }

    /** Oldest first. */
    List<Webhook> list() {
        return table.startingWith("").stream()
                .map(text -> Json.read(text, Webhook.class))
                .sorted(Comparator.comparing(Webhook::createdAt).thenComparing(Webhook::id))
                .toList();
    }

    List<Webhook> listeningTo(WebhookEvent event) {
        return list().stream()
                .filter(webhook -> Boolean.TRUE.equals(webhook.enabled())
                        && webhook.events().contains(event))
                .toList();
    }

    private Webhook keep(Webhook webhook) {
        if (!isWebAddress(webhook.url())) {
            throw Refusal.malformed("url must be an http or https URL");
        }
        if (webhook.events().isEmpty()
                || webhook.events().stream().anyMatch(event -> event.known() == WebhookEvent.Known.UNKNOWN)) {
            throw Refusal.malformed("events must name events that there are, one at least");
        }
        table.put(webhook.id(), Json.write(webhook));
        return webhook;
    }

    private static Webhook complete(String id, CreateWebhookRequest request, @Nullable Instant created, Instant now) {
        Boolean enabled = request.enabled();
        return new Webhook(
                id, request.name(), request.url(), request.events(), enabled == null || enabled, created, now);
    }

    private static boolean isWebAddress(@Nullable String text) {
        try {
            URI url = new URI(text == null ? "" : text);
            return ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
                    && url.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
