package com.bahasadri.videocall.examples.async;

import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.VideoCallClientAsync;
import com.bahasadri.videocall.client.event.EventSubscription;
import com.bahasadri.videocall.client.event.Reconnecting;
import com.bahasadri.videocall.client.event.SessionEventListener;
import com.bahasadri.videocall.client.model.ControlToken;
import com.bahasadri.videocall.client.model.CreatedSession;
import com.bahasadri.videocall.client.model.ParticipantJoined;
import com.bahasadri.videocall.client.model.ParticipantLeft;
import com.bahasadri.videocall.client.model.SessionEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Invites somebody, mutes whoever joins, and ends the call when everybody has left; nothing here waits for an answer. */
public final class AsyncEvents {
    private final VideoCallClient client;
    private final Consumer<String> screen;

    AsyncEvents(VideoCallClient client, Consumer<String> screen) {
        this.client = client;
        this.screen = screen;
    }

    /**
     * Runs the example until the call ends.
     *
     * @param arguments the server's address; {@code http://localhost:8787} without it
     */
    public static void main(String[] arguments) {
        String server = arguments.length > 0 ? arguments[0] : "http://localhost:8787";
        try (VideoCallClient client = VideoCallClient.builder().baseUrl(server).build()) {
            new AsyncEvents(client, System.out::println).run().join();
        }
    }

    /** Starts; complete when the call has ended. */
    CompletableFuture<Void> run() {
        VideoCallClientAsync async = client.async();
        return async.sessions().create().thenCompose(session -> async.tokens()
                .createControlToken(session.sessionId())
                .thenCompose(control -> hold(session, control)));
    }

    private CompletableFuture<Void> hold(CreatedSession session, ControlToken control) {
        VideoCallClient operator = client.withToken(control.token());
        EventSubscription subscription =
                operator.events(session.sessionId()).fromBeginning().listen(new Host(operator, session.sessionId()));
        CompletableFuture<Void> invited = operator.async()
                .tokens()
                .createParticipantToken(session.sessionId())
                .thenAccept(invitation -> screen.accept("Join: " + invitation.joinUrl()));
        // What fails to begin is not to be waited for.
        invited.whenComplete((nothing, failure) -> {
            if (failure != null) {
                subscription.close();
            }
        });
        return invited.thenCompose(nothing -> subscription.completion());
    }

    /** Called by one thread, the subscription's, which it never holds up. */
    private final class Host implements SessionEventListener {
        private final VideoCallClientAsync operator;
        private final String sessionId;
        private final Set<String> present = new HashSet<>();

        Host(VideoCallClient operator, String sessionId) {
            this.operator = operator.async();
            this.sessionId = sessionId;
        }

        @Override
        public void onEvent(SessionEvent event) {
            screen.accept(event.seq() + " " + event.type());
            if (event instanceof ParticipantJoined joined) {
                String id = joined.data().participant().participantId();
                present.add(id);
                report("muted", operator.participants().mute(sessionId, id));
            } else if (event instanceof ParticipantLeft left) {
                present.remove(left.data().participantId());
                if (present.isEmpty()) {
                    report("ended", operator.sessions().end(sessionId));
                }
            }
        }

        @Override
        public void onReconnecting(Reconnecting reconnecting) {
            screen.accept("Reconnecting in " + reconnecting.delay().toMillis() + " ms");
        }

        private void report(String what, CompletableFuture<?> answer) {
            answer.whenComplete((result, failure) ->
                    screen.accept(failure == null ? what : "not " + what + ": " + failure.getMessage()));
        }
    }
}
