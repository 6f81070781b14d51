package com.bahasadri.videocall.server.adapter.embedded;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** A place in the list of sessions, opaque to callers. */
final class PageCursor {
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{16}/.+");

    private PageCursor() {}

    static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    static String decode(String cursor) {
        try {
            String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (KEY.matcher(key).matches()) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Not even Base64: told below.
        }
        throw new ServiceException(ErrorCode.INVALID_INPUT, "cursor is not one that this list answered");
    }
}
