package com.bahasadri.videocall.examples;

import com.bahasadri.videocall.client.SessionControl;
import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.error.VideoCallException;
import com.bahasadri.videocall.client.event.EventStream;
import com.bahasadri.videocall.client.model.CreateParticipantTokenRequest;
import com.bahasadri.videocall.client.model.CreateSessionRequest;
import com.bahasadri.videocall.client.model.CreatedSession;
import com.bahasadri.videocall.client.model.MuteResult;
import com.bahasadri.videocall.client.model.Participant;
import com.bahasadri.videocall.client.model.ParticipantJoined;
import com.bahasadri.videocall.client.model.ParticipantLeft;
import com.bahasadri.videocall.client.model.ParticipantToken;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds one call from outside it: creates a session, invites somebody, mutes who comes first, and ends the call. */
public final class Quickstart {
    private static final String DEFAULT_SERVER = "http://localhost:8787";

    private final VideoCallClient client;
    private final Consumer<String> screen;
    private final Duration patience;
    private final Duration epilogue;

    /**
     * Prepares a call.
     *
     * @param client knows the server
     * @param screen where to say what happens
     * @param patience how long to wait for a participant
     * @param epilogue how long the call may go on after the muting
     */
    Quickstart(VideoCallClient client, Consumer<String> screen, Duration patience, Duration epilogue) {
        this.client = client;
        this.screen = screen;
        this.patience = patience;
        this.epilogue = epilogue;
    }

    /**
     * Runs the example, waiting 10 minutes for a participant, and 10 seconds for it to leave.
     *
     * @param arguments the server's address; {@code http://localhost:8787} without it
     */
    public static void main(String[] arguments) {
        String server = arguments.length > 0 ? arguments[0] : DEFAULT_SERVER;
        try (VideoCallClient client = VideoCallClient.builder().baseUrl(server).build()) {
            new Quickstart(client, System.out::println, Duration.ofMinutes(10), Duration.ofSeconds(10)).run();
        } catch (VideoCallException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    void run() {
        CreatedSession session = client.sessions()
                .create(CreateSessionRequest.builder().name("Quickstart").build());
        try (SessionControl control = client.control(session.sessionId());
                EventStream events = control.events().fromBeginning().open()) {
            try {
                hold(control, events);
            } finally {
                end(control);
            }
        }
    }

    private void hold(SessionControl control, EventStream events) {
        ParticipantToken invitation = control.createParticipantToken(
                CreateParticipantTokenRequest.builder().name("Ann").build());
        screen.accept("Open this link in a browser and join the call:");
        screen.accept(invitation.joinUrl().toString());

        Optional<ParticipantJoined> first = events.await(ParticipantJoined.class, patience);
        if (first.isEmpty()) {
            screen.accept("Nobody came.");
            return;
        }
        Participant participant = first.get().data().participant();
        MuteResult result = control.mute(participant.participantId());
        // An answer tells what was observed, which may be that the microphone is still on.
        screen.accept(participant.name() + (result.success() ? " was muted." : " could not be muted."));
        events.await(ParticipantLeft.class, epilogue);
    }

    private void end(SessionControl control) {
        // An interrupted thread sends nothing, and the call is to end also then.
        boolean interrupted = Thread.interrupted();
        try {
            control.end();
            screen.accept("The call has ended.");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
