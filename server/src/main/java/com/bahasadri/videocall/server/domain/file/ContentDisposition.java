package com.bahasadri.videocall.server.domain.file;

import java.nio.charset.StandardCharsets;

/** The {@code Content-Disposition} that a file is served with, by RFC 6266 and RFC 8187. */
public final class ContentDisposition {
    /** RFC 8187's {@code attr-char} besides letters and digits. */
    private static final String ATTRIBUTE_SIGNS = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    /**
     * Shows a file in the page and gives it its name when it is saved. The value is ASCII whatever the name is, has no
     * control character, and no two spaces in a row, which signatures of requests treat differently.
     *
     * @param filename the file's name, in any language
     * @return such as {@code inline; filename="_.mp4"; filename*=UTF-8''%C3%A9.mp4}; where the name is plain ASCII,
     *     {@code inline; filename="call.mp4"}
     */
    public static String inline(String filename) {
        String fallback = fallback(filename);
        String plain = "inline; filename=\"" + fallback + '"';
        return fallback.equals(filename) ? plain : plain + "; filename*=UTF-8''" + encoded(filename);
    }

    /** One underscore for each character that some program reads in its own way within quotes. */
    private static String fallback(String filename) {
        StringBuilder name = new StringBuilder();
        filename.codePoints()
                .map(one -> one < ' ' || one > '~' || "\"\\%".indexOf(one) >= 0 ? '_' : one)
                .forEach(name::appendCodePoint);
        return name.toString().replaceAll(" {2,}", " ");
    }

    private static String encoded(String filename) {
        StringBuilder name = new StringBuilder();
        for (byte one : filename.getBytes(StandardCharsets.UTF_8)) {
            if (isAttributeCharacter(one)) {
                name.append((char) one);
            } else {
                name.append(String.format("%%%02X", one));
            }
        }
        return name.toString();
    }

    private static boolean isAttributeCharacter(byte one) {
        return one >= 'a' && one <= 'z'
                || one >= 'A' && one <= 'Z'
                || one >= '0' && one <= '9'
                || one > 0 && ATTRIBUTE_SIGNS.indexOf(one) >= 0;
    }
}
