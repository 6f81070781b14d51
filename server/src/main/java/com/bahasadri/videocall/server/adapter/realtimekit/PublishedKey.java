package com.bahasadri.videocall.server.adapter.realtimekit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/** The RSA key that RealtimeKit publishes for its webhooks: SPKI as PEM, in JSON. Safe for use by many threads. */
final class PublishedKey {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final long MAX_BYTES = 65_536;
    private static final String ARMOUR = "-----(BEGIN|END) PUBLIC KEY-----";

    private final URI address;
    private final OkHttpClient http;

    PublishedKey(URI address) {
        this.address = address;
        this.http = new OkHttpClient.Builder().callTimeout(PATIENCE).build();
    }

    PublicKey read() throws IOException {
        Request request = new Request.Builder()
                .url(address.toString())
                .header("Accept", "application/json")
                .build();
        try (Response response = http.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new IOException("status " + response.code());
            }
            BufferedSource source = response.body().source();
            if (source.request(MAX_BYTES + 1)) {
                throw new IOException("more than " + MAX_BYTES + " bytes");
            }
            return parse(JsonMapper.builder()
                    .build()
                    .readTree(source.readByteArray())
                    .at("/data/publicKey")
                    .asText());
        }
    }

    /** Some deployments have the two characters of an escaped line's end in the text. */
    static PublicKey parse(String pem) throws IOException {
        try {
            String base64 = pem.replace("\\n", "").replaceAll(ARMOUR, "").replaceAll("\\s", "");
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("no RSA key in PEM", e);
        }
    }

    void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
