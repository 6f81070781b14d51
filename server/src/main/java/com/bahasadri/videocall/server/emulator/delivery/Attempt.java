package com.bahasadri.videocall.server.emulator.delivery;

import java.util.UUID;

/**
 * One try at something.
 *
 * @param outgoing what
 * @param id the {@code rtk-uuid}
 * @param number which try, from 1
 * @param copy whether it is a duplicate, which is never tried again
 */
record Attempt(Outgoing outgoing, String id, int number, boolean copy) {
    static Attempt first(Outgoing outgoing) {
        return new Attempt(outgoing, UUID.randomUUID().toString(), 1, false);
    }

    /** Another try has another id, so that who takes the id alone for the event's is found out. */
    Attempt next() {
        return new Attempt(outgoing, UUID.randomUUID().toString(), number + 1, false);
    }

    Attempt duplicate() {
        return new Attempt(outgoing, id, number, true);
    }
}
