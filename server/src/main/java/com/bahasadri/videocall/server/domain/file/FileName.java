package com.bahasadri.videocall.server.domain.file;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;

/** The names that files have for people. */
final class FileName {
    private static final int MOST = 255;

    private FileName() {}

    /** A client's name for a file: the last part of a path, without white space around it. */
    static String of(String told) {
        String name = told.substring(Math.max(told.lastIndexOf('/'), told.lastIndexOf('\\')) + 1)
                .strip();
        if (name.isEmpty()) {
            throw new ServiceException(ErrorCode.INVALID_INPUT, "The field file must be a file with a name");
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw new ServiceException(ErrorCode.INVALID_INPUT, "filename must not contain control characters");
        }
        if (name.codePointCount(0, name.length()) > MOST) {
            throw new ServiceException(ErrorCode.INVALID_INPUT, "filename must have at most 255 characters");
        }
        return name;
    }
}
