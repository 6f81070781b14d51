package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.emulator.delivery.Deliveries;
import com.bahasadri.videocall.server.realtimekit.api.WebhooksApi;
import com.bahasadri.videocall.server.realtimekit.model.CreateWebhookRequest;
import com.bahasadri.videocall.server.realtimekit.model.EditWebhookRequest;
import com.bahasadri.videocall.server.realtimekit.model.Webhook;
import com.bahasadri.videocall.server.realtimekit.model.WebhookAnswer;
import com.bahasadri.videocall.server.realtimekit.model.WebhooksAnswer;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;

/** Serves the webhooks. */
final class WebhooksResource implements WebhooksApi {
    private final State state;
    private final Deliveries deliveries;

    @Inject
    WebhooksResource(State state, Deliveries deliveries) {
        this.state = state;
        this.deliveries = deliveries;
    }

    @Override
    public Response createWebhook(String account, String app, CreateWebhookRequest request) {
        return answer(Response.Status.CREATED, state.webhooks().create(request));
    }

    @Override
    public Response listWebhooks(String account, String app) {
        return Response.ok(new WebhooksAnswer(true, state.webhooks().list())).build();
    }

    @Override
    public Response getWebhook(String account, String app, String webhookId) {
        return answer(Response.Status.OK, state.webhooks().require(webhookId));
    }

    @Override
    public Response editWebhook(String account, String app, String webhookId, EditWebhookRequest request) {
        return answer(Response.Status.OK, state.webhooks().edit(webhookId, request));
    }

    @Override
    public Response replaceWebhook(String account, String app, String webhookId, CreateWebhookRequest request) {
        return answer(Response.Status.OK, state.webhooks().replace(webhookId, request));
    }

    @Override
    public Response deleteWebhook(String account, String app, String webhookId) {
        Webhook deleted = state.webhooks().delete(webhookId);
        deliveries.forget(webhookId);
        return answer(Response.Status.OK, deleted);
    }

    private static Response answer(Response.Status status, Webhook webhook) {
        return Response.status(status).entity(new WebhookAnswer(true, webhook)).build();
    }
}
