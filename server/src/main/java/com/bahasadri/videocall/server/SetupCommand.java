package com.bahasadri.videocall.server;

import com.bahasadri.videocall.server.adapter.realtimekit.Provisioning;
import com.bahasadri.videocall.server.command.Command;
import com.bahasadri.videocall.server.command.Terminal;
import com.bahasadri.videocall.server.domain.ServiceException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Puts into the RealtimeKit app what calls need: two presets and the webhook. Doing it again changes nothing. */
final class SetupCommand implements Command {
    @Override
    public String name() {
        return "setup";
    }

    @Override
    public String usage() {
        return "setup [--url https://this.server] [--name NAME]    presets and webhook of the RealtimeKit app";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) {
        Optional<Upstream> upstream = Upstream.read(name(), arguments, terminal);
        return upstream.map(found -> setUp(found, terminal)).orElse(WRONG_ARGUMENTS);
    }

    private static int setUp(Upstream upstream, Terminal terminal) {
        URI webhook = upstream.webhookUrl();
        try (Provisioning provisioning = new Provisioning(upstream.settings())) {
            provisioning.setUp(upstream.webhookName(), webhook, terminal.out()::println);
        } catch (ServiceException e) {
            terminal.err().println("It could not be done: " + e.getMessage());
            terminal.err().println("  The command doctor says more.");
            return FAILED;
        }
        if (webhook == null) {
            terminal.out()
                    .println("Webhook: none, for it is not known where RealtimeKit reaches this server."
                            + " Set VIDEO_CALL_PUBLIC_URL, or pass --url.");
        }
        return DONE;
    }
}
