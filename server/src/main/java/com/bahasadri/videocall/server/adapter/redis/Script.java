package com.bahasadri.videocall.server.adapter.redis;

import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** What Redis does in one step. The texts are in the {@code .lua} files next to this class. */
enum Script {
    /** Commits a change of a session. */
    COMMIT(ScriptOutputType.MULTI),
    /** Reads a page of sessions. */
    LIST(ScriptOutputType.MULTI),
    /** Keeps what a token opens. */
    GRANT(ScriptOutputType.INTEGER),
    /** Takes back a participant's tokens. */
    REVOKE(ScriptOutputType.INTEGER),
    /** Notes that a server is alive. */
    BEAT(ScriptOutputType.MULTI),
    /** Notes who has a peer's socket. */
    TAKE(ScriptOutputType.VALUE),
    /** Takes such a note back. */
    DROP(ScriptOutputType.INTEGER),
    /** Tells who has a peer's socket. */
    WHERE(ScriptOutputType.VALUE),
    /** Claims a write. */
    ANSWER_CLAIM(ScriptOutputType.MULTI),
    /** Holds such a claim for longer. */
    ANSWER_RENEW(ScriptOutputType.INTEGER),
    /** Keeps a write's answer. */
    ANSWER_KEEP(ScriptOutputType.INTEGER),
    /** Ends a claim without an answer. */
    ANSWER_RELEASE(ScriptOutputType.INTEGER),
    /** Removes what is over of claims and answers. */
    ANSWER_REMOVE(ScriptOutputType.INTEGER);

    private final ScriptOutputType output;
    private final String text;
    private final String digest;

    Script(ScriptOutputType output) {
        this.output = output;
        this.text = read(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".lua");
        this.digest = digest(text);
    }

    ScriptOutputType output() {
        return output;
    }

    String text() {
        return text;
    }

    /** The name under which Redis knows a script that it has run before. */
    String digest() {
        return digest;
    }

    private static String read(String name) {
        try (InputStream file = Script.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("there is no script " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the script " + name, e);
        }
    }

    private static String digest(String text) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
