package com.bahasadri.videocall.server.resource;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.contract.api.ServiceApi;
import com.bahasadri.videocall.server.contract.model.Health;
import com.bahasadri.videocall.server.contract.model.MediaMode;
import com.bahasadri.videocall.server.domain.session.SessionService;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The server itself: its health, its contract, the rendered reference. */
public final class ServiceResource implements ServiceApi {
    private static final String CONTRACT = "/com/bahasadri/videocall/contract/video-call.yaml";
    private static final String REFERENCE = "/web/docs.html";

    private final Health health;
    private final SessionService sessions;
    private final Webhooks webhooks;
    private final byte[] contract = read(CONTRACT);
    private final byte[] reference = read(REFERENCE);

    /**
     * Answers for a server.
     *
     * @param version the server's version
     * @param emulated whether calls are held in the emulator
     * @param sessions know whether the state can be kept
     * @param webhooks takes what RealtimeKit tells
     */
    public ServiceResource(String version, boolean emulated, SessionService sessions, Webhooks webhooks) {
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.webhooks = requireNonNull(webhooks, "webhooks is null");
        this.health = Health.builder()
                .status("up")
                .version(requireNonNull(version, "version is null"))
                .media(emulated ? MediaMode.EMULATOR : MediaMode.REALTIMEKIT)
                .build();
    }

    @Override
    public Response getHealth() {
        sessions.requireUsable();
        return Response.ok(health).build();
    }

    @Override
    public Response getContract() {
        return Response.ok(contract, "application/yaml").build();
    }

    @Override
    public Response getReference() {
        return Response.ok(reference, MediaType.TEXT_HTML).build();
    }

    @Override
    public Response receiveRealtimeKitWebhook(byte[] body, @Nullable String signature, @Nullable String deliveryId) {
        webhooks.receive(body, signature, deliveryId);
        return Response.ok().build();
    }

    private static byte[] read(String resource) {
        try (InputStream in = requireNonNull(ServiceResource.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
