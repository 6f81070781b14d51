package com.bahasadri.videocall.server.browser;

import com.bahasadri.videocall.server.support.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The packaged server, with a data directory of its own: one for all classes with the same settings, for a start takes long. */
final class OneJar implements BeforeAllCallback {
    private final Map<String, String> settings;
    private RunningJar jar;

    OneJar() {
        this(Map.of());
    }

    OneJar(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        jar = context.getRoot()
                .getStore(Namespace.create(OneJar.class))
                .getOrComputeIfAbsent(settings, given -> new Running(settings), Running.class)
                .jar;
    }

    String console() {
        return jar.console();
    }

    /** Ends with the tests. */
    private static final class Running implements AutoCloseable {
        private final TemporaryDirectory directory;
        private final RunningJar jar;

        Running(Map<String, String> settings) {
            try {
                directory = TemporaryDirectory.create("video-call");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            jar = RunningJar.start(directory.path(), settings);
        }

        @Override
        public void close() {
            jar.close();
            directory.close();
        }
    }
}
