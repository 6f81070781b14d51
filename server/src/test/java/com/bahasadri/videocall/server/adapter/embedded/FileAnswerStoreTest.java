package com.bahasadri.videocall.server.adapter.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.adapter.state.AnswerStoreBehaviour;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.port.AnswerStore;
import com.bahasadri.videocall.server.port.AnswerStore.Claim;
import com.bahasadri.videocall.server.port.AnswerStore.Found;
import com.bahasadri.videocall.server.port.StateStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link EmbeddedAnswerStore} in a file. */
class FileAnswerStoreTest extends AnswerStoreBehaviour {
    @TempDir
    Path directory;

    private MVStore file;
    private StateStore state;

    @Override
    protected AnswerStore open() {
        file = new MVStore.Builder()
                .fileName(directory.resolve("state.mv").toString())
                .autoCommitDisabled()
                .open();
        file.setRetentionTime(0);
        EmbeddedStateStore both = new EmbeddedStateStore(file, clock);
        state = both;
        return both.answers();
    }

    @Override
    protected int size() {
        return file.openMap("state").size();
    }

    @AfterEach
    void closeFile() {
        file.close();
    }

    @Test
    void reopened_afterAnAbruptEnd_hasAnswersAndNoClaims() {
        answer("answered");
        store.claim(first, LEASE);
        file.closeImmediately();

        store = open();

        assertThat(store.claim(new Claim("answered", "next", "print"), LEASE)).contains(new Found("print", "answer"));
        assertThat(store.claim(second, LEASE)).isEmpty();
    }

    @Test
    void reopened_afterADay_removesWhatExpired() {
        answer("answered");
        file.close();
        pass(LIFETIME);

        store = open();
        store.removeExpired();

        assertThat(size()).isZero();
    }

    @Test
    void answers_besideState_touchNoneOfIt() {
        state.create(Session.created("call", "A call", Instant.EPOCH));
        answer("call");
        pass(LIFETIME);

        store.removeExpired();

        assertThat(state.find("call")).isPresent();
        assertThat(state.list(null, 10, null).sessions()).hasSize(1);
    }

    @Test
    void file_withAnswersThatComeAndExpire_growsNoMore() throws Exception {
        long before = sizeAfterHours(0, 30);

        long after = sizeAfterHours(30, 120);

        assertThat(after).isLessThan(before * 2);
    }

    private long sizeAfterHours(int from, int to) throws Exception {
        for (int hour = from; hour < to; hour++) {
            for (int i = 0; i < 50; i++) {
                answer("write-" + hour + "-" + i);
            }
            pass(Duration.ofHours(1));
            store.removeExpired();
        }
        file.commit();
        file.compactFile(1_000);
        return Files.size(directory.resolve("state.mv"));
    }
}
