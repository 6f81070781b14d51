package com.bahasadri.videocall.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.client.model.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whether more events will come, and how far they are read. */
class EventBufferTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventBuffer buffer = new EventBuffer(9);

    @Test
    void isOver_finished_onceWhatIsThereIsRead() throws Exception {
        buffer.put(event(4));
        buffer.put(event(5));
        buffer.finish(null);
        assertThat(buffer.lastSeq()).isEmpty();

        assertThat(buffer.poll(PATIENCE)).isEqualTo(event(4));
        assertThat(buffer.lastSeq()).hasValue(4);
        assertThat(buffer.isOver()).isFalse();

        assertThat(buffer.take()).isEqualTo(event(5));
        assertThat(buffer.isOver()).isTrue();
        assertThat(buffer.take()).isNull();
        assertThat(buffer.lastSeq()).hasValue(5);
    }

    @Test
    void isOver_failed_isToldBesideTheFailure() {
        buffer.finish(new IllegalStateException("lost"));

        assertThat(buffer.isOver()).isTrue();
        assertThatThrownBy(() -> buffer.poll(PATIENCE)).hasMessage("lost");
    }

    @Test
    void isOver_closed_isAtOnce() {
        buffer.put(event(4));
        buffer.close();

        assertThat(buffer.isOver()).isTrue();
        assertThat(buffer.lastSeq()).isEmpty();
    }

    private static SessionEvent event(long seq) {
        return new SessionEvent.Unknown("hand_raised", seq, Instant.EPOCH, "s", null, null, "{}");
    }
}
