package com.bahasadri.videocall.server.emulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The RSA keys that deliveries are signed with: made when first needed, and kept in the store, so that a restart does
 * not change them. Safe for use by many threads.
 */
final class WebhookKeys {
    private static final int BITS = 2048;
    private static final String RSA = "RSA";
    private static final String PRIVATE = "private";
    private static final String PUBLIC = "public";

    private final EmulatorStore.Table table;
    private @Nullable KeyPair keys;

    WebhookKeys(EmulatorStore store) {
        this.table = store.table("webhook-keys");
    }

    /** The signature of a body, in Base64. */
    String sign(byte[] body) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys().getPrivate());
            signature.update(body);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key as SPKI in PEM. */
    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(keys().getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private synchronized KeyPair keys() {
        KeyPair known = keys;
        if (known == null) {
            try {
                known = kept();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
            keys = known;
        }
        return known;
    }

    private KeyPair kept() throws GeneralSecurityException {
        String secret = table.get(PRIVATE);
        String open = table.get(PUBLIC);
        if (secret == null || open == null) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(RSA);
            generator.initialize(BITS);
            KeyPair made = generator.generateKeyPair();
            table.put(
                    PRIVATE,
                    Base64.getEncoder().encodeToString(made.getPrivate().getEncoded()));
            table.put(
                    PUBLIC, Base64.getEncoder().encodeToString(made.getPublic().getEncoded()));
            return made;
        }
        KeyFactory factory = KeyFactory.getInstance(RSA);
        return new KeyPair(
                factory.generatePublic(
                        new X509EncodedKeySpec(Base64.getDecoder().decode(open))),
                factory.generatePrivate(
                        new PKCS8EncodedKeySpec(Base64.getDecoder().decode(secret))));
    }
}
