package com.bahasadri.videocall.server.domain.control;

/**
 * What was observed after a command to a microphone.
 *
 * @param success whether the wanted state was observed
 * @param participantId whose microphone
 * @param muted its last known state
 */
public record Observed(boolean success, String participantId, boolean muted) {}
