package com.bahasadri.videocall.server;

import com.bahasadri.videocall.server.adapter.r2.BucketExamination;
import com.bahasadri.videocall.server.adapter.realtimekit.Provisioning;
import com.bahasadri.videocall.server.adapter.redis.Redis;
import com.bahasadri.videocall.server.command.Command;
import com.bahasadri.videocall.server.command.Terminal;
import com.bahasadri.videocall.server.port.Finding;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Examines all that the server needs from elsewhere, and says what to do where something is wrong. It changes nothing. */
final class DoctorCommand implements Command {
    private static final String HERE = "http://localhost:";

    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public String usage() {
        return "doctor [--url https://this.server] [--name NAME]    examines Cloudflare, R2, Redis and the clock";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) {
        Optional<Upstream> upstream = Upstream.read(name(), arguments, terminal);
        return upstream.map(found -> examine(found, terminal)).orElse(WRONG_ARGUMENTS);
    }

    private static int examine(Upstream upstream, Terminal terminal) {
        AtomicBoolean wrong = new AtomicBoolean();
        // Each at once: the next may take its time.
        Consumer<Finding> found = finding -> {
            print(finding, terminal);
            if (!finding.ok()) {
                wrong.set(true);
            }
        };
        try (Provisioning provisioning = new Provisioning(upstream.settings())) {
            provisioning.examine(
                    upstream.webhookName(),
                    upstream.webhookUrl(),
                    upstream.account().webhookKeyUrl(),
                    found);
        }
        probe(upstream, found);
        if (upstream.config().r2() != null) {
            new BucketExamination(FileStorage.settings(upstream.config().r2())).examine(origin(upstream), found);
        }
        if (upstream.config().redis() != null) {
            found.accept(redis(upstream.config().redis()));
        }
        return wrong.get() ? FAILED : DONE;
    }

    private static void probe(Upstream upstream, Consumer<Finding> found) {
        try (Probes probes = new Probes(Clock.systemUTC())) {
            URI webhook = upstream.webhookUrl();
            if (webhook != null) {
                found.accept(probes.webhook(webhook));
            }
            found.accept(probes.clock(upstream.account().baseUrl()));
        }
    }

    private static void print(Finding finding, Terminal terminal) {
        terminal.out().println((finding.ok() ? "ok     " : "wrong  ") + finding.subject() + ": " + finding.text());
        if (!finding.ok()) {
            terminal.out().println("       -> " + finding.remedy());
        }
    }

    private static Finding redis(URI url) {
        String subject = "Redis " + url.getHost();
        try {
            Redis.connect(url).close();
            return Finding.good(subject, "answers");
        } catch (IllegalStateException e) {
            return Finding.bad(
                    subject,
                    "cannot be reached, or does not let us in",
                    "Check REDIS_URL, its password, and that Redis is up");
        }
    }

    private static String origin(Upstream upstream) {
        URI url = upstream.publicUrl();
        return url == null ? HERE + upstream.config().port() : url.getScheme() + "://" + url.getRawAuthority();
    }
}
