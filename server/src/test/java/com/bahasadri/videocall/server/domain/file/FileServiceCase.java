package com.bahasadri.videocall.server.domain.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.FakeMediaEngine;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import java.time.Duration;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Files of a call, with bytes that are kept in memory and fail where a test wants it. */
abstract class FileServiceCase {
    static final byte[] MP4 = MediaFiles.bytes(MediaFiles.mp4());
    static final Duration RETENTION = Duration.ofHours(24);
    static final Uploader ANN = new Uploader(Cause.participant("ann"), () -> {});
    static final long ROOM = 3L * MP4.length;

    final TestClock clock = new TestClock();
    final MVStore database = MVStore.open(null);
    final EmbeddedStateStore state = new EmbeddedStateStore(database, clock);
    final SessionService sessions = new SessionService(state, new FakeMediaEngine(), clock);
    final FakeFileStore store = new FakeFileStore();
    Duration othersTake = Duration.ZERO;
    FileService files = started();
    String call;

    @BeforeEach
    void create() {
        call = sessions.create(null).id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    FileService started() {
        return started(ROOM, ROOM);
    }

    FileService started(long mostBytes, long mostInAll) {
        return new FileService(
                sessions, state, store, new FileService.Settings(clock, mostBytes, mostInAll, othersTake));
    }

    static FakeIncoming incoming() {
        return new FakeIncoming("demo.mp4", MP4);
    }

    void nothingIsLeft() {
        assertThat(store.whole).isEmpty();
        assertThat(store.partial).isEmpty();
        assertThat(state.notedFiles()).isEmpty();
        assertThat(files.list(call)).isEmpty();
    }

    void fails(FakeIncoming incoming, ErrorCode code) {
        fails(ANN, incoming, code);
    }

    void fails(Uploader uploader, FakeIncoming incoming, ErrorCode code) {
        assertThatThrownBy(() -> files.share(call, uploader, incoming))
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(code);
    }

    void fails(String session, FakeIncoming incoming, ErrorCode code) {
        assertThatThrownBy(() -> files.share(session, ANN, incoming))
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(code);
    }
}
