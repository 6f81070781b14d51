package com.bahasadri.videocall.server.emulator;

import static java.util.Objects.requireNonNull;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages in the calls, behind a link that may be set late and may fail. Safe for use by many threads. */
final class Pages implements PeerLink {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private volatile PeerLink link;

    Pages(PeerLink link) {
        this.link = requireNonNull(link, "link is null");
    }

    void link(PeerLink other) {
        this.link = requireNonNull(other, "link is null");
    }

    @Override
    public boolean kick(String meetingId, String participantId) {
        try {
            return link.kick(meetingId, participantId);
        } catch (RuntimeException e) {
            LOG.warn("A page could not be told that it was removed", e);
            return false;
        }
    }

    @Override
    public boolean mute(String meetingId, String participantId) {
        try {
            return link.mute(meetingId, participantId);
        } catch (RuntimeException e) {
            LOG.warn("A page could not be told to mute", e);
            return false;
        }
    }
}
