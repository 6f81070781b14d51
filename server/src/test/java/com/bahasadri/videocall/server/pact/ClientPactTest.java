package com.bahasadri.videocall.server.pact;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.provider.IHttpClientFactory;
import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.State;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the server to the pact that the client recorded: each interaction against a real server of its own, in
 * emulator mode, brought into the interaction's state through the real API.
 */
@Provider("video-call-server")
@PactFolder("${spec.dir}/pacts")
@ExtendWith(PactVerificationInvocationContextProvider.class)
class ClientPactTest {
    @TempDir
    private Path folder;

    private ProviderStates provider;

    @BeforeEach
    void startServer(PactVerificationContext context, Pact pact, Interaction interaction) {
        provider = new ProviderStates(
                interaction.getProviderStates().stream()
                        .map(ProviderState::getName)
                        .collect(Collectors.toSet()),
                folder);
        // A client that waits out a 429 and tries again would never show one.
        IHttpClientFactory plain =
                info -> HttpClients.custom().disableAutomaticRetries().build();
        context.setTarget(new HttpTestTarget("127.0.0.1", provider.port(), "/", () -> plain));
    }

    @AfterEach
    void stopServer() {
        provider.close();
    }

    @TestTemplate
    void server_asTheClientExpects_answers(PactVerificationContext context) {
        context.verifyInteraction();
    }

    @State("a session exists")
    Map<String, Object> session() {
        return provider.session();
    }

    @State("a control token of another session exists")
    Map<String, Object> otherControlToken() {
        return provider.otherControlToken();
    }

    @State("an ended session exists")
    Map<String, Object> endedSession() {
        return provider.endedSession();
    }

    @State("a session with a live participant")
    Map<String, Object> liveParticipant() {
        return provider.liveParticipant(false);
    }

    @State("a session in which a participant was muted")
    Map<String, Object> mutedParticipant() {
        return provider.mutedParticipant();
    }

    @State("a session with a screen share")
    Map<String, Object> screenShare() {
        return provider.liveParticipant(true);
    }

    @State("two sessions exist")
    Map<String, Object> twoSessions() {
        return provider.twoSessions();
    }

    @State("operator keys are asked for")
    Map<String, Object> operatorKeys() {
        return provider.operatorKey();
    }

    @State("a session was created under a key")
    void keyedSession() {
        provider.keyedSession();
    }

    @State("a session is being created under a key")
    void runningKeyedSession() {
        provider.runningKeyedSession();
    }

    @State("a session with a video file")
    Map<String, Object> videoFile() {
        return provider.videoFile();
    }

    @State("a session in which a video file plays")
    Map<String, Object> playback() {
        return provider.playback();
    }

    @State({
        "RealtimeKit is failing",
        "a file may have 100 bytes",
        "there is no room for files",
        "the storage of files is failing"
    })
    void startedSo() {
        // The server was started so.
    }

    @State("the session creation limit is used up")
    void sessionLimit() {
        provider.useUpSessionCreation();
    }

    @State("the token limit of a session is used up")
    Map<String, Object> tokenLimit() {
        return provider.useUpTokens();
    }

    @State("the control command limit of a session is used up")
    Map<String, Object> commandLimit() {
        return provider.useUpCommands();
    }
}
