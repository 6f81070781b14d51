package com.bahasadri.videocall.server.resource;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.file.FileUrls;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.port.FileStore;
import com.bahasadri.videocall.server.port.StateStore;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Where files play from: from their store, where that serves them, else from this server under a URL that is signed
 * with HMAC-SHA256. Immutable and safe for use by many threads.
 *
 * <p>A URL of this server ends with a full minute, up to one later than its lifetime: asked for twice within a minute
 * it is the same, so that a browser has in its cache what it had before.
 */
public final class SignedFileUrls implements FileUrls {
    private static final String KEY_NAME = "file-url-key";
    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final long STEP_SECONDS = 60;

    private final FileStore files;
    private final Clock clock;
    private final Duration lifetime;
    private final SecretKeySpec key;

    /**
     * Signs with the key that is kept in the state, made at the first start.
     *
     * @param files the store that may serve files itself
     * @param state keeps the key
     * @param clock tells the time
     * @param lifetime for how long a URL opens a file
     */
    public SignedFileUrls(FileStore files, StateStore state, Clock clock, Duration lifetime) {
        this.files = requireNonNull(files, "files is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.lifetime = requireNonNull(lifetime, "lifetime is null");
        this.key = new SecretKeySpec(Base64.getDecoder().decode(state.keep(KEY_NAME, newKey())), ALGORITHM);
    }

    @Override
    public URI of(String sessionId, VideoFile file, URI base) {
        return files.url(file, lifetime).orElseGet(() -> {
            long end = clock.instant().plus(lifetime).getEpochSecond();
            long expires = Math.floorDiv(end + STEP_SECONDS - 1, STEP_SECONDS) * STEP_SECONDS;
            return base.resolve("api/video-call/session/%s/video-file/%s?expires=%d&signature=%s"
                    .formatted(
                            encoded(sessionId),
                            encoded(file.id()),
                            expires,
                            signature(sessionId, file.id(), String.valueOf(expires))));
        });
    }

    /**
     * Whether a URL of this server opens a file.
     *
     * @param sessionId the session in the URL
     * @param fileId the file in the URL
     * @param expires its parameter, or null
     * @param signature its parameter, or null
     * @return for how long yet; empty where it is missing, forged or over
     */
    Optional<Duration> opens(String sessionId, String fileId, @Nullable String expires, @Nullable String signature) {
        if (expires == null || signature == null || !expires.matches("[0-9]{1,12}")) {
            return Optional.empty();
        }
        byte[] right = signature(sessionId, fileId, expires).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(expires));
        return Optional.of(Duration.between(clock.instant(), end)).filter(left -> !left.isNegative() && !left.isZero());
    }

    private String signature(String sessionId, String fileId, String expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            // No id has a line break, so that no two files are signed alike.
            byte[] text = (sessionId + '\n' + fileId + '\n' + expires).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static String newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
