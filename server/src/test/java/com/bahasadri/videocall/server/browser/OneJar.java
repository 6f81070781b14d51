package com.bahasadri.videocall.server.browser;

import com.bahasadri.videocall.server.support.TemporaryDirectory;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The packaged server for the tests of one class, with a data directory of its own. */
final class OneJar implements BeforeAllCallback, AfterAllCallback {
    private final Map<String, String> settings;
    private TemporaryDirectory directory;
    private RunningJar jar;

    OneJar() {
        this(Map.of());
    }

    OneJar(Map<String, String> settings) {
        this.settings = settings;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        directory = TemporaryDirectory.create("video-call");
        jar = RunningJar.start(directory.path(), settings);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (jar != null) {
            jar.close();
        }
        directory.close();
    }

    String console() {
        return jar.console();
    }
}
