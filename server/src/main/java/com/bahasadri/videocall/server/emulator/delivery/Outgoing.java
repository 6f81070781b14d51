package com.bahasadri.videocall.server.emulator.delivery;

import static java.util.Objects.requireNonNull;

/**
 * Something to deliver.
 *
 * @param webhookId the webhook
 * @param url where it goes, an http or https URL
 * @param event the event's name
 * @param body what is sent, in JSON
 */
public record Outgoing(String webhookId, String url, String event, String body) {
    /** Requires all. */
    public Outgoing {
        requireNonNull(webhookId, "webhookId is null");
        requireNonNull(url, "url is null");
        requireNonNull(event, "event is null");
        requireNonNull(body, "body is null");
    }
}
