package com.bahasadri.videocall.server.support.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A form as a browser sends it, or as a test wants it. Immutable. */
public final class Form {
    /** The boundary. */
    public static final String BOUNDARY = "----a-boundary-of-tests";

    /** Its media type. */
    public static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final List<byte[]> parts;

    private Form(List<byte[]> parts) {
        this.parts = List.copyOf(parts);
    }

    /** A form without fields. */
    public static Form empty() {
        return new Form(List.of());
    }

    /** A form with a file. */
    public static Form of(String filename, byte[] content) {
        return empty().file(filename, content);
    }

    /** The same with another file. */
    public Form file(String filename, byte[] content) {
        return part(
                "Content-Disposition: form-data; name=\"file\"; filename=\"" + filename + "\"\r\n"
                        + "Content-Type: application/octet-stream",
                content);
    }

    /** The same with a field that is no file. */
    public Form field(String name, String value) {
        return part("Content-Disposition: form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with a part that has this header. */
    public Form part(String header, byte[] content) {
        List<byte[]> more = new ArrayList<>(parts);
        more.add(joined(utf8("--" + BOUNDARY + "\r\n" + header + "\r\n\r\n"), content, utf8("\r\n")));
        return new Form(more);
    }

    /** Its bytes. */
    public byte[] bytes() {
        return joined(unterminated(), utf8("--" + BOUNDARY + "--\r\n"));
    }

    /** Its bytes but for the last boundary. */
    public byte[] unterminated() {
        return joined(parts.toArray(byte[][]::new));
    }

    /** Sends it. */
    public Answer send(ApiClient client, String session) {
        return post(client, session, bytes());
    }

    /** Sends bytes as a form. */
    public static Answer post(ApiClient client, String session, byte[] bytes) {
        return client.with("Content-Type", TYPE)
                .send("POST", session + "/video-file", BodyPublishers.ofByteArray(bytes));
    }

    /** Bytes one after the other. */
    public static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
