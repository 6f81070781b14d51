package com.bahasadri.videocall.examples;

import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.error.VideoCallException;
import com.bahasadri.videocall.client.model.ControlToken;
import com.bahasadri.videocall.client.model.CreateSessionRequest;
import com.bahasadri.videocall.client.model.CreatedSession;
import com.bahasadri.videocall.client.model.MuteResult;
import com.bahasadri.videocall.client.model.Participant;
import com.bahasadri.videocall.client.model.ParticipantToken;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds one call from outside it: creates a session, invites somebody, mutes who comes first, and ends the call. */
public final class Quickstart {
    private static final String DEFAULT_SERVER = "http://localhost:8787";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

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
     * @param epilogue how long the call goes on after the muting
     */
    Quickstart(VideoCallClient client, Consumer<String> screen, Duration patience, Duration epilogue) {
        this.client = client;
        this.screen = screen;
        this.patience = patience;
        this.epilogue = epilogue;
    }

    /**
     * Runs the example, waiting 10 minutes for a participant and 10 seconds before the end.
     *
     * @param arguments the server's address; {@code http://localhost:8787} without it
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static void main(String[] arguments) throws InterruptedException {
        String server = arguments.length > 0 ? arguments[0] : DEFAULT_SERVER;
        try (VideoCallClient client = VideoCallClient.builder().baseUrl(server).build()) {
            new Quickstart(client, System.out::println, Duration.ofMinutes(10), Duration.ofSeconds(10)).run();
        } catch (VideoCallException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    void run() throws InterruptedException {
        CreatedSession session = client.sessions()
                .create(CreateSessionRequest.builder().name("Quickstart").build());
        ControlToken control = client.tokens().createControlToken(session.sessionId());
        // The same connections, with the right to control this one session.
        VideoCallClient operator = client.withToken(control.token());
        try {
            hold(operator, session.sessionId());
        } finally {
            end(operator, session.sessionId());
        }
    }

    private void hold(VideoCallClient operator, String sessionId) throws InterruptedException {
        ParticipantToken invitation = operator.tokens().createParticipantToken(sessionId);
        screen.accept("Open this link in a browser and join the call:");
        screen.accept(invitation.joinUrl().toString());

        Optional<Participant> first = awaitParticipant(operator, sessionId);
        if (first.isEmpty()) {
            screen.accept("Nobody came.");
            return;
        }
        MuteResult result = operator.participants().mute(sessionId, first.get().participantId());
        // An answer tells what was observed, which may be that the microphone is still on.
        screen.accept(name(first.get()) + (result.success() ? " was muted." : " could not be muted."));
        Thread.sleep(epilogue.toMillis());
    }

    private Optional<Participant> awaitParticipant(VideoCallClient operator, String sessionId)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<Participant> first =
                    operator.sessions().get(sessionId).participants().stream().findFirst();
            if (first.isPresent()) {
                return first;
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
        return Optional.empty();
    }

    private void end(VideoCallClient operator, String sessionId) {
        // An interrupted thread sends nothing, and the call is to end also then.
        boolean interrupted = Thread.interrupted();
        try {
            operator.sessions().end(sessionId);
            screen.accept("The call has ended.");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String name(Participant participant) {
        return participant.name() == null ? "A guest" : participant.name();
    }
}
