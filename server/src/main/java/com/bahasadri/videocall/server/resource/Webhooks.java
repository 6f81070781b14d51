package com.bahasadri.videocall.server.resource;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.webhook.Delivery;
import com.bahasadri.videocall.server.domain.webhook.WebhookService;
import com.bahasadri.videocall.server.json.ApiJson;
import com.bahasadri.videocall.server.port.WebhookSignatures;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a webhook's bytes. RealtimeKit sends again what is answered with 5xx, and nothing else: whatever
 * keeps us from storing it is {@link ErrorCode#UNAVAILABLE}. Safe for use by many threads.
 */
public final class Webhooks {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    private final WebhookSignatures signatures;
    private final WebhookService service;

    /**
     * Takes webhooks.
     *
     * @param signatures tells whose they are
     * @param service takes what they tell
     */
    public Webhooks(WebhookSignatures signatures, WebhookService service) {
        this.signatures = requireNonNull(signatures, "signatures is null");
        this.service = requireNonNull(service, "service is null");
    }

    void receive(byte[] body, @Nullable String signature, @Nullable String deliveryId) {
        if (!signatures.verify(body, signature)) {
            throw new ServiceException(ErrorCode.UNAUTHORIZED, "The signature is not RealtimeKit's");
        }
        CallNewsJson.read(parse(body)).ifPresent(news -> {
            try {
                service.take(new Delivery(deliveryId, sha256(body)), news);
            } catch (ServiceException e) {
                throw e.code() == ErrorCode.UNAVAILABLE ? e : unavailable(e);
            } catch (RuntimeException e) {
                LOG.error("a webhook was not stored", e);
                throw unavailable(e);
            }
        });
    }

    private static ServiceException unavailable(RuntimeException cause) {
        return new ServiceException(ErrorCode.UNAVAILABLE, "It could not be stored", cause);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return ApiJson.mapper().readTree(body);
        } catch (IOException e) {
            throw new ServiceException(ErrorCode.INVALID_INPUT, "The body is not JSON", e);
        }
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
