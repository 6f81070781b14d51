package com.bahasadri.videocall.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    @Test
    void close_streams_endWhileTheClientIsStillOpen() {
        List<String> steps = new ArrayList<>();
        Lifecycle lifecycle = new Lifecycle(() -> steps.add("released"));
        lifecycle.closing().onCancel(() -> {
            lifecycle.ensureOpen();
            steps.add("ended");
        });

        lifecycle.close();
        lifecycle.close();

        assertThat(steps).containsExactly("ended", "released");
        assertThatIllegalStateException().isThrownBy(lifecycle::ensureOpen);
    }
}
