package com.bahasadri.videocall.server.repeat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Under which name a write's answer is kept, and in which form: an answer may hold a token, so it is encrypted with
 * AES-GCM and a key made of the caller's key and token, which are kept nowhere. Whoever has the store, and nothing
 * else, can neither read an answer nor tell whose it is.
 */
final class Seal {
    private static final String MAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Write write;
    private final byte[] secret;

    Seal(Write write) {
        this.write = write;
        // None of them has a line break, and a token is never empty.
        String all = String.join(
                "\n", write.operation(), write.target(), write.bearer() == null ? "" : write.bearer(), write.key());
        this.secret = Sum.newDigest().digest(all.getBytes(StandardCharsets.UTF_8));
    }

    /** What stands for the write. */
    String name() {
        return HexFormat.of().formatHex(derived("name"));
    }

    /** What stands for the write's content, and says nothing of it to anybody else. */
    String fingerprint() {
        return HexFormat.of().formatHex(derived("content\n" + write.content()));
    }

    String seal(StoredAnswer answer) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] encrypted = crypt(Cipher.ENCRYPT_MODE, nonce, answer.toBytes());
        byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
        System.arraycopy(encrypted, 0, sealed, NONCE_BYTES, encrypted.length);
        return Base64.getEncoder().encodeToString(sealed);
    }

    StoredAnswer open(String sealed) {
        byte[] bytes = Base64.getDecoder().decode(sealed);
        byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
        return StoredAnswer.ofBytes(
                crypt(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length)));
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(derived("answer"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored answer cannot be sealed or opened", e);
        }
    }

    private byte[] derived(String what) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            return mac.doFinal(what.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }
}
