/**
 * The WebSocket channel and the streams of events: how an event reaches a browser, and a command a participant. An upgrade passes {@code
 * ChannelGate} (who may), becomes a {@code Connection} (one socket) in the {@code Hub} (all of them); what a socket
 * says goes to {@code ParticipantMessages} or {@code ControlMessages}. Who only reads is a {@code Reader} among
 * the {@code Readers}. Described in {@code video-call-events.yaml}.
 */
@NullMarked
package com.bahasadri.videocall.server.realtime;

import org.jspecify.annotations.NullMarked;
