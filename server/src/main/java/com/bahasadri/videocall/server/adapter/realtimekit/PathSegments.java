package com.bahasadri.videocall.server.adapter.realtimekit;

/** Which ids can be a segment of a path. Any other character is percent-encoded; these cannot be. */
final class PathSegments {
    private PathSegments() {}

    /**
     * Whether an id stays where it is put: empty, {@code .} and {@code ..} would name another resource, and servers
     * refuse control characters in a path, which would look like a fault of RealtimeKit's.
     */
    static boolean isOne(String id) {
        return !id.isBlank()
                && !id.equals(".")
                && !id.equals("..")
                && id.chars().noneMatch(Character::isISOControl);
    }
}
