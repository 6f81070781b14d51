package com.bahasadri.videocall.server.adapter.state;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** A place in the list of sessions, opaque to callers. */
public final class PageCursor {
    private static final Pattern PLACE = Pattern.compile("[0-9a-f]{16}/.+");

    private PageCursor() {}

    /**
     * Where a session is among all: places in their own order are sessions from the oldest to the newest.
     *
     * @param session the session
     * @return its place
     */
    public static String place(Session session) {
        return "%016x/%s".formatted(session.createdAt().toEpochMilli(), session.id());
    }

    /**
     * Makes a cursor.
     *
     * @param session the last session of a page
     * @return the cursor of the next page
     */
    public static String behind(Session session) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(place(session).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @param cursor what {@link #behind} made
     * @return the place of the last session of the page before
     * @throws ServiceException with {@link ErrorCode#INVALID_INPUT} if it is none
     */
    public static String decode(String cursor) {
        try {
            String place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (PLACE.matcher(place).matches()) {
                return place;
            }
        } catch (IllegalArgumentException e) {
            // Not even Base64: told below.
        }
        throw new ServiceException(ErrorCode.INVALID_INPUT, "cursor is not one that this list answered");
    }
}
