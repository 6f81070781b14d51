package com.bahasadri.videocall.server.testing;

import com.bahasadri.videocall.server.testing.SimulatedParticipant.OnCommand;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a simulated participant learned from the channel about itself. Safe for use by many threads. */
final class PageState {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Known NOTHING = new Known(null, false, true, false, false, "");

    private Known known = NOTHING;
    private OnCommand behaviour = OnCommand.OBEY;

    synchronized Known known() {
        return known;
    }

    synchronized void forget() {
        known = NOTHING.as(known.participantId());
    }

    synchronized void behave(OnCommand behaviour) {
        this.behaviour = behaviour;
    }

    synchronized OnCommand behaviour() {
        return behaviour;
    }

    /** Waits until that is known, for 10 seconds at most and only as long as the socket is open. */
    synchronized Known await(Predicate<Known> wanted, PageSocket socket) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.test(known)) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || socket.closeCode() != PageSocket.OPEN) {
                throw new IllegalStateException("the server did not take it in: the channel is "
                        + (socket.closeCode() == PageSocket.OPEN ? "open" : "closed with " + socket.closeCode()));
            }
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the server took it in", e);
            }
        }
        return known;
    }

    /** Has whoever waits look again. */
    synchronized void changed() {
        notifyAll();
    }

    synchronized void learn(JsonNode message) {
        JsonNode data = message.path("data");
        switch (message.path("type").asText()) {
            case "snapshot" -> {
                known = known.as(data.path("self").path("participant_id").asText());
                data.path("session").path("participants").forEach(this::learnParticipant);
            }
            case "participant_joined" -> learnParticipant(data.path("participant"));
            case "participant_muted" -> learn(data, now -> now.withMuted(true));
            case "participant_unmuted" -> learn(data, now -> now.withMuted(false));
            case "camera_toggled" ->
                learn(data, now -> now.withCamera(data.path("is_camera_on").asBoolean()));
            case "screen_share_started" -> learn(data, now -> now.withScreen(true));
            case "screen_share_stopped" -> learn(data, now -> now.withScreen(false));
            case "connection_quality_changed" ->
                learn(
                        data,
                        now -> now.withQuality(data.path("connection_quality").asText()));
            case "participant_left" -> learn(data, now -> NOTHING.as(now.participantId()));
            default -> {
                // Of no concern to a page without media.
            }
        }
        notifyAll();
    }

    private void learnParticipant(JsonNode participant) {
        learn(
                participant,
                now -> new Known(
                        now.participantId(),
                        true,
                        participant.path("is_muted").asBoolean(),
                        participant.path("is_camera_on").asBoolean(),
                        participant.path("is_screen_sharing").asBoolean(),
                        participant.path("connection_quality").asText()));
    }

    private void learn(JsonNode about, UnaryOperator<Known> change) {
        if (about.path("participant_id").asText().equals(known.participantId())) {
            known = change.apply(known);
        }
    }

    /** The participant as the server knows it. */
    record Known(
            @Nullable String participantId,
            boolean joined,
            boolean muted,
            boolean cameraOn,
            boolean screenSharing,
            String quality) {
        Known as(@Nullable String id) {
            return new Known(id, joined, muted, cameraOn, screenSharing, quality);
        }

        Known withMuted(boolean now) {
            return new Known(participantId, joined, now, cameraOn, screenSharing, quality);
        }

        Known withCamera(boolean now) {
            return new Known(participantId, joined, muted, now, screenSharing, quality);
        }

        Known withScreen(boolean now) {
            return new Known(participantId, joined, muted, cameraOn, now, quality);
        }

        Known withQuality(String now) {
            return new Known(participantId, joined, muted, cameraOn, screenSharing, now);
        }
    }
}
