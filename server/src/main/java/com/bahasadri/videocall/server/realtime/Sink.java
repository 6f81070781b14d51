package com.bahasadri.videocall.server.realtime;

/** Where the messages for one client go: a socket, or a stream of events. No method waits for the client. */
interface Sink {
    /** Whether what is sent may still arrive. */
    boolean isOpen();

    /** Sends a message, and tells when it is on its way, so that it no longer takes memory here. */
    void send(Outgoing message, Runnable sent);
}
