package com.bahasadri.videocall.server.multipart;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a form's field says: its name and, of a file, the file's name, as browsers and curl write them
 * (RFC 7578 section 4.2) or as RFC 8187 does.
 *
 * @param name the field's name, or null where it has none
 * @param filename the file's name, or null where it is no file
 */
record FieldHeader(@Nullable String name, @Nullable String filename) {
    private static final String DISPOSITION = "content-disposition:";

    /** Reads the lines of a field's header. */
    static FieldHeader of(String lines) {
        for (String line : lines.split("\r\n")) {
            if (line.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length())) {
                Map<String, String> parameters = new Parameters(line.substring(DISPOSITION.length())).read();
                String extended = parameters.get("filename*");
                return new FieldHeader(
                        parameters.get("name"), extended == null ? parameters.get("filename") : decoded(extended));
            }
        }
        return new FieldHeader(null, null);
    }

    /** Decodes {@code UTF-8'language'percent-encoded}. */
    private static String decoded(String extended) {
        String[] parts = extended.split("'", 3);
        if (parts.length == 3 && parts[0].equalsIgnoreCase("UTF-8")) {
            try {
                return URLDecoder.decode(parts[2].replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw malformed();
            }
        }
        throw malformed();
    }

    private static ServiceException malformed() {
        return new ServiceException(ErrorCode.INVALID_INPUT, "The form's Content-Disposition is malformed");
    }

    /** {@code form-data; name="file"; filename="a \"b\".mp4"}. */
    private static final class Parameters {
        private final String text;
        private int at;

        Parameters(String text) {
            this.text = text;
        }

        Map<String, String> read() {
            Map<String, String> parameters = new HashMap<>();
            at = endOf(';');
            while (at < text.length()) {
                at++;
                int end = Math.min(endOf('='), endOf(';'));
                String name = text.substring(at, end).strip().toLowerCase(Locale.ROOT);
                at = end;
                if (at < text.length() && text.charAt(at) == '=') {
                    at++;
                    if (parameters.put(name, value()) != null) {
                        throw malformed();
                    }
                } else if (!name.isEmpty()) {
                    throw malformed();
                }
            }
            return parameters;
        }

        private int endOf(char mark) {
            int found = text.indexOf(mark, at);
            return found < 0 ? text.length() : found;
        }

        private String value() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '"') {
                at++;
                String quoted = quoted();
                if (!text.substring(at, endOf(';')).isBlank()) {
                    throw malformed();
                }
                at = endOf(';');
                return quoted;
            }
            int end = endOf(';');
            String token = text.substring(at, end).strip();
            at = end;
            return token;
        }

        /** Up to the closing quote. A backslash that escapes nothing stands for itself: some clients send paths. */
        private String quoted() {
            StringBuilder value = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return value.toString().replace("%22", "\"");
                }
                boolean escape = c == '\\' && at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\\');
                value.append(escape ? text.charAt(at++) : c);
            }
            throw malformed();
        }
    }
}
