package com.bahasadri.videocall.server.adapter.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.Role;
import com.bahasadri.videocall.server.support.Together;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What tokens open and whose they are, and the values that all servers share. */
interface StoredTokens extends StateStoreSuite {
    @Test
    default void keep_aValue_isTheFirstForAll() {
        assertThat(store().keep("key", "first")).isEqualTo("first");
        assertThat(store().keep("key", "second")).isEqualTo("first");
        assertThat(store().keep("another", "second")).isEqualTo("second");
    }

    @Test
    default void keep_manyThreads_allGetTheSame() {
        List<String> kept = new CopyOnWriteArrayList<>();

        Together.run(8, thread -> kept.add(store().keep("key", "value " + thread)));

        assertThat(kept).hasSize(8).containsOnly(kept.get(0));
    }

    @Test
    default void grant_kept_isFoundByItsDigestAlone() {
        Grant named = new Grant("call", Role.PARTICIPANT, "ada", "Ada", EXPIRY, false);
        Grant control = new Grant("call", Role.CONTROL, "op", null, EXPIRY, false);

        store().grant("digest", named);
        store().grant("digest-2", control);

        assertThat(store().grant("digest")).contains(named);
        assertThat(store().grant("digest-2")).contains(control);
        assertThat(store().grant("diges")).isEmpty();
        assertThat(store().grant("")).isEmpty();
    }

    @Test
    default void participant_grantKeptWithACustomId_isFoundInItsSessionAlone() {
        Grant grant = new Grant("call", Role.PARTICIPANT, "ada", "Ada", EXPIRY, false);

        store().grant("digest", grant, "custom");
        store().grant("digest-2", grant);

        assertThat(store().grant("digest")).contains(grant);
        assertThat(store().participant("call", "custom")).contains("ada");
        assertThat(store().participant("call", "ada")).isEmpty();
        assertThat(store().participant("another", "custom")).isEmpty();
    }

    @Test
    default void granted_grantKept_isSoForItsHolderInItsSessionAlone() {
        grant("digest", "call", "ada");

        assertThat(store().granted("call", "ada")).isTrue();
        assertThat(store().granted("call", "ad")).isFalse();
        assertThat(store().granted("another", "ada")).isFalse();
        store().revoke("call", "ada");
        assertThat(store().granted("call", "ada")).isTrue();
    }

    @Test
    default void revoke_participant_takesBackAllItsTokensAndNoOthers() {
        List<List<String>> holders = List.of(
                List.of("call", "ada"),
                List.of("call", "ad"),
                List.of("call", "ada2"),
                List.of("call2", "ada"),
                List.of("call", "ada/x"),
                List.of("call/ada", "x"),
                List.of("ca", "ll/ada"));
        for (List<String> holder : holders) {
            grant(holder + "-1", holder.get(0), holder.get(1));
            grant(holder + "-2", holder.get(0), holder.get(1));
        }

        assertThat(store().revoke("call", "ada")).isTrue();

        for (List<String> holder : holders) {
            boolean hit = holder.equals(List.of("call", "ada"));
            assertThat(store().grant(holder + "-1").orElseThrow().revoked())
                    .as(holder + "")
                    .isEqualTo(hit);
            assertThat(store().grant(holder + "-2").orElseThrow().revoked())
                    .as(holder + "")
                    .isEqualTo(hit);
        }
        assertThat(store().revoke("call", "ada")).as("revoked again").isTrue();
        assertThat(store().revoke("call", "a")).isFalse();
        assertThat(store().revoke("cal", "ada")).isFalse();
        assertThat(store().revoke("call/", "ada")).isFalse();
    }

    @Test
    default void revoke_ofWhatHasASlash_isThatAlone() {
        grant("digest", "call", "ada/x");

        assertThat(store().revoke("call", "ada")).isFalse();
        assertThat(store().revoke("call/ada", "x")).isFalse();
        assertThat(store().revoke("call", "ada/x")).isTrue();
    }
}
