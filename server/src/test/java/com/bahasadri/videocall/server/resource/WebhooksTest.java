package com.bahasadri.videocall.server.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.Role;
import com.bahasadri.videocall.server.domain.webhook.Doubts;
import com.bahasadri.videocall.server.domain.webhook.WebhookService;
import com.bahasadri.videocall.server.port.AnswerStore;
import com.bahasadri.videocall.server.port.StateStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks where what keeps them fails. */
class WebhooksTest {
    private static final byte[] JOINED = """
            {"event":"meeting.participantJoined","meeting":{"id":"call","sessionId":"s"},
            "participant":{"peerId":"p","customParticipantId":"custom","userDisplayName":"Ann"}}""".getBytes(StandardCharsets.UTF_8);

    private final MVStore file = new MVStore.Builder().open();
    private final TestClock clock = new TestClock();
    private final EmbeddedStateStore embedded = new EmbeddedStateStore(file, clock);
    private final StateStore store = failing(StateStore.class, embedded);
    private final AnswerStore answers = failing(AnswerStore.class, embedded.answers());
    private final Webhooks webhooks = new Webhooks(
            (body, signature) -> true,
            new WebhookService(store, answers, new PresenceService(store, clock), Doubts.NONE, clock));
    private String failing = "";

    @AfterEach
    void close() {
        embedded.close();
        file.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"find", "participant", "change", "claim", "keep"})
    void receive_storeFails_isToBeSentAgainAndTakenThen(String method) {
        admitAnn();
        failing = method;
        assertThatThrownBy(() -> webhooks.receive(JOINED, "", "id"))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));

        failing = "";
        if (method.equals("keep")) {
            // The claim that could not be ended holds no longer than its lease.
            clock.advance(Duration.ofSeconds(31));
        }
        webhooks.receive(JOINED, "", "another-id");

        assertThat(embedded.find("call").orElseThrow().participants()).containsOnlyKeys("ann");
        assertThat(embedded.events("call", 0)).hasSize(1);
    }

    @Test
    void receive_sameBytesAfterTheProcessEnded_isTakenOnce() {
        admitAnn();
        webhooks.receive(JOINED, "", "id");
        embedded.change("call", Cause.SERVER, session -> session.presence().leave("ann", LeaveReason.REMOVED));

        Webhooks later = new Webhooks(
                (body, signature) -> true,
                new WebhookService(
                        embedded, embedded.answers(), new PresenceService(embedded, clock), Doubts.NONE, clock));
        later.receive(JOINED, "", "another-id");

        assertThat(embedded.find("call").orElseThrow().participants()).isEmpty();
    }

    private void admitAnn() {
        embedded.create(Session.created("call", null, clock.instant()));
        embedded.grant(
                "digest",
                new Grant(
                        "call", Role.PARTICIPANT, "ann", "Ann", clock.instant().plus(Duration.ofDays(1)), false),
                "custom");
    }

    private <T> T failing(Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals(failing)) {
                        throw new MVStoreException(0, "the disk is gone");
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
