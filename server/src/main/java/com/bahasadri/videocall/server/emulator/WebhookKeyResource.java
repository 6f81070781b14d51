package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.api.WebhookKeyApi;
import com.bahasadri.videocall.server.realtimekit.model.WebhookKey;
import com.bahasadri.videocall.server.realtimekit.model.WebhookKeyAnswer;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;

/** Serves the key that verifies deliveries. */
final class WebhookKeyResource implements WebhookKeyApi {
    private final WebhookKeys keys;

    @Inject
    WebhookKeyResource(WebhookKeys keys) {
        this.keys = keys;
    }

    @Override
    public Response getWebhookKey() {
        return Response.ok(new WebhookKeyAnswer(true, new WebhookKey(keys.pem()), ""))
                .build();
    }
}
