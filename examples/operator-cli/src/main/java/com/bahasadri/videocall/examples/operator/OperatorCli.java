package com.bahasadri.videocall.examples.operator;

import com.bahasadri.videocall.client.SessionControl;
import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.VideoCallClientBuilder;
import com.bahasadri.videocall.client.error.VideoCallException;
import com.bahasadri.videocall.client.model.CreateParticipantTokenRequest;
import com.bahasadri.videocall.client.model.CreateSessionRequest;
import com.bahasadri.videocall.client.model.MuteResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands. Each is a few calls of the client; what takes longer is in a class of its own. */
@Command(
        name = "operator",
        mixinStandardHelpOptions = true,
        description = "Controls video calls.",
        synopsisSubcommandLabel = "COMMAND")
public final class OperatorCli {
    @Option(
            names = "--server",
            defaultValue = "${env:VIDEO_CALL_URL:-http://localhost:8787}",
            description = "Where the server is: ${DEFAULT-VALUE}")
    private String server = "";

    // Not an option: the arguments of a program are everybody's to read.
    private final @Nullable String operatorKey;

    @Spec
    private @Nullable CommandSpec spec;

    OperatorCli(@Nullable String operatorKey) {
        this.operatorKey = operatorKey;
    }

    /**
     * Runs a command. {@code VIDEO_CALL_OPERATOR_KEY} is the operator key, where the server asks for one.
     *
     * @param arguments the command and what it takes
     */
    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv("VIDEO_CALL_OPERATOR_KEY")).execute(arguments));
    }

    static CommandLine commandLine(@Nullable String operatorKey) {
        return new CommandLine(new OperatorCli(operatorKey)).setExecutionExceptionHandler((failure, line, parsed) -> {
            if (!(failure instanceof VideoCallException)) {
                throw failure;
            }
            line.getErr().println(failure.getMessage());
            return 1;
        });
    }

    @Command(description = "Creates a session and prints its id.")
    void create(@Option(names = "--name", description = "What it is called") @Nullable String name) {
        try (VideoCallClient client = client()) {
            CreateSessionRequest request =
                    CreateSessionRequest.builder().name(name).build();
            out().println(client.sessions().create(request).sessionId());
        }
    }

    @Command(description = "Prints a link for somebody to join with.")
    void link(@Parameters(paramLabel = "SESSION") String session, @Parameters(paramLabel = "NAME") String name) {
        try (VideoCallClient client = client()) {
            CreateParticipantTokenRequest request =
                    CreateParticipantTokenRequest.builder().name(name).build();
            out().println(client.tokens()
                    .createParticipantToken(session, request)
                    .joinUrl());
        }
    }

    @Command(description = "Shows who is in the call, until it ends.")
    void watch(@Parameters(paramLabel = "SESSION") String session) {
        try (VideoCallClient client = client();
                SessionControl control = client.control(session)) {
            new LiveTable(out()).follow(control.events());
        }
    }

    @Command(description = "Mutes a participant, or everybody.")
    int mute(
            @Parameters(paramLabel = "SESSION") String session,
            @Parameters(paramLabel = "PARTICIPANT", arity = "0..1") @Nullable String participant) {
        try (VideoCallClient client = client();
                SessionControl control = client.control(session)) {
            if (participant == null) {
                return told(control.muteAll().success(), "Everybody is muted.", "Not everybody is muted.");
            }
            MuteResult result = control.mute(participant);
            return told(result.success(), "Muted.", "Not muted: " + result.outcome());
        }
    }

    @Command(description = "Shares a video file with everyone in the call.")
    void upload(@Parameters(paramLabel = "SESSION") String session, @Parameters(paramLabel = "FILE") Path file) {
        try (VideoCallClient client = client();
                SessionControl control = client.control(session)) {
            out().println(new Upload(out()).run(control, file).fileId());
        }
    }

    @Command(description = "Ends the call for everyone.")
    void end(@Parameters(paramLabel = "SESSION") String session) {
        try (VideoCallClient client = client();
                SessionControl control = client.control(session)) {
            out().println("Ended at " + control.end().endedAt());
        }
    }

    private VideoCallClient client() {
        VideoCallClientBuilder builder = VideoCallClient.builder().baseUrl(server);
        return (operatorKey == null ? builder : builder.token(operatorKey)).build();
    }

    private int told(boolean success, String done, String notDone) {
        out().println(success ? done : notDone);
        return success ? 0 : 1;
    }

    private PrintWriter out() {
        return spec == null
                ? new PrintWriter(System.out, true)
                : spec.commandLine().getOut();
    }
}
