package com.bahasadri.videocall.server.adapter.realtimekit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/** The RSA key that RealtimeKit publishes for its webhooks: SPKI as PEM, in JSON. Safe for use by many threads. */
final class PublishedKey {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final long MAX_BYTES = 65_536;
    private static final String ARMOUR = "-----(BEGIN|END) PUBLIC KEY-----";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final HttpUrl address;
    private final OkHttpClient http;

    PublishedKey(URI address) {
        this.address = HttpUrl.get(address.toString());
        this.http = new OkHttpClient.Builder()
                .callTimeout(PATIENCE)
                .addNetworkInterceptor(Wire::believeNoLengthBelowZero)
                .build();
    }

    /** Fails with a message for people, in plain words. */
    PublicKey read() throws IOException {
        byte[] bytes;
        try (Response response = http.newCall(request()).execute()) {
            if (!response.isSuccessful()) {
                throw new Unusable("the answer has the status " + response.code());
            }
            BufferedSource source = response.body().source();
            if (source.request(MAX_BYTES + 1)) {
                throw new Unusable("the answer has more than " + MAX_BYTES + " bytes");
            }
            bytes = source.readByteArray();
        } catch (Unusable e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(PlainWords.of(e, address, "\0"), e);
        }
        return parse(pem(bytes));
    }

    private Request request() {
        return new Request.Builder()
                .url(address)
                .header("Accept", "application/json")
                .build();
    }

    private static String pem(byte[] json) throws IOException {
        try {
            return MAPPER.readTree(json).at("/data/publicKey").asText();
        } catch (JsonProcessingException e) {
            throw new Unusable("the answer is not JSON");
        }
    }

    /** Some deployments have the two characters of an escaped line's end in the text. */
    static PublicKey parse(String pem) throws IOException {
        try {
            String base64 = pem.replace("\\n", "").replaceAll(ARMOUR, "").replaceAll("\\s", "");
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the answer has no RSA key in PEM", e);
        }
    }

    void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /** An answer, and not the key. */
    private static final class Unusable extends IOException {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }
}
