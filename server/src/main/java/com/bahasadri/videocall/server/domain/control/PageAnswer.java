package com.bahasadri.videocall.server.domain.control;

import org.jspecify.annotations.Nullable;

/**
 * What a participant's page says in answer to a command to its microphone.
 *
 * @param muted whether the microphone is off
 * @param objection why the page does not do as it is told, in its own words; null where it has nothing against it
 */
public record PageAnswer(boolean muted, @Nullable String objection) {}
