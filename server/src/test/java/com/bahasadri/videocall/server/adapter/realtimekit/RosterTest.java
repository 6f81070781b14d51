package com.bahasadri.videocall.server.adapter.realtimekit;

import static com.bahasadri.videocall.server.adapter.realtimekit.StubbedRealtimeKit.APP;
import static com.bahasadri.videocall.server.adapter.realtimekit.StubbedRealtimeKit.json;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.session.Arrival;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is in a call, by lists that tell no paging, as Cloudflare's sources have them. */
class RosterTest {
    private static final String SESSION = "{\"success\":true,\"data\":{\"id\":\"s1\"}}";
    private static final String STAYS = "/sessions/s1/participants";

    private final StubbedRealtimeKit kit = new StubbedRealtimeKit();

    @BeforeEach
    void holdACall() {
        kit.on("GET", "/meetings/m1", json(200, "{\"success\":true,\"data\":{\"status\":\"ACTIVE\"}}"));
        kit.on("GET", "/meetings/m1/active-session", json(200, SESSION));
    }

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void roster_severalPagesWithoutPaging_hasThemAll() {
        page(1, stay("a"));
        page(2, stay("b"));
        page(3, "");

        assertThat(kit.engine.roster("m1").present())
                .extracting(Arrival::peerId)
                .containsExactly("a", "b");
        assertThat(kit.sent()).hasSize(5);
    }

    @Test
    void roster_sameListForEveryPage_hasEachOnceAndEnds() {
        kit.on("GET", STAYS, json(200, list(stay("a") + "," + stay("b"))));

        assertThat(kit.engine.roster("m1").present())
                .extracting(Arrival::peerId)
                .containsExactly("a", "b");
        assertThat(kit.sent()).hasSize(4);
    }

    private void page(int number, String stays) {
        kit.on(get(urlPathEqualTo(APP + STAYS))
                .withQueryParam("page_no", equalTo(Integer.toString(number)))
                .willReturn(json(200, list(stays))));
    }

    private static String list(String stays) {
        return "{\"success\":true,\"data\":{\"participants\":[" + stays + "]}}";
    }

    private static String stay(String peer) {
        return "{\"id\":\"" + peer + "\",\"user_id\":\"user-" + peer + "\",\"joined_at\":\"2026-01-02T03:04:05Z\"}";
    }
}
