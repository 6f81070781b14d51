package com.bahasadri.videocall.server;

import com.bahasadri.videocall.server.command.Commands;
import com.bahasadri.videocall.server.command.Terminal;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.config.ConfigException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Starts the server from the environment, and stops it on SIGTERM. With arguments it does what the first one says
 * instead.
 */
public final class Main {
    private static final int WRONG_CONFIGURATION = 2;
    private static final int CANNOT_START = 1;

    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    static {
        // Before anything logs. Not as logback.xml, which would be taken for that of the tests which have the jar.
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "video-call-logback.xml");
        }
    }

    private static final Commands COMMANDS =
            new Commands(new EmulatorCommand(), new SetupCommand(), new DoctorCommand());

    private Main() {}

    /**
     * Runs until the process is told to stop.
     *
     * @param arguments none, or a command and what it takes
     */
    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        int status = arguments.length == 0
                ? run(System.getenv(), System.out, System.err)
                : COMMANDS.run(List.of(arguments), new Terminal(System.getenv(), System.out, System.err));
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(Map<String, String> environment, PrintStream out, PrintStream err) {
        Config config;
        try {
            config = Config.read(environment);
        } catch (ConfigException e) {
            err.println("The configuration is wrong:");
            e.errors().forEach(error -> err.println("  " + error));
            return WRONG_CONFIGURATION;
        }
        try {
            Application application = Application.start(config);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(application), "shutdown"));
            Announcement.lines(config, application).forEach(out::println);
            // Every other thread is a daemon: this one keeps the process until SIGTERM ends it.
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException e) {
            return 0;
        } catch (RuntimeException e) {
            err.println("The server cannot start: " + reason(e));
            log().debug("the server cannot start", e);
            return CANNOT_START;
        }
    }

    private static void stop(Application application) {
        log().info("stopping");
        application.close();
        log().info("stopped");
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            root = cause.getMessage() == null ? root : cause;
        }
        return root == failure
                ? String.valueOf(root.getMessage())
                : failure.getMessage() + " (" + root.getMessage() + ")";
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Main.class);
    }
}
