package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.adapter.embedded.EmbeddedViewers;
import com.bahasadri.videocall.server.adapter.embedded.NoNeighbours;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.EventLog;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.domain.session.ParticipantState;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.http.HttpListener;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.resource.EventMessages;
import com.bahasadri.videocall.server.resource.EventStreams.Asked;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.h2.mvstore.MVStore;

/** Streams of events on a port, with nothing else around them: one session, and events of any size as fast as one likes. */
final class StreamServer implements AutoCloseable {
    static final String SESSION = "a-session";

    private static final URI BASE = URI.create("http://localhost/");

    private final MVStore memory = MVStore.open(null);
    private final StateStore store = new EmbeddedStateStore(memory, Clock.systemUTC());
    private final Readers readers;
    private final HttpListener listener;

    StreamServer(Duration beat) {
        store.create(Session.created(SESSION, null, Instant.EPOCH));
        MessageJson json = new MessageJson(
                new EventMessages(Clock.systemUTC(), (sessionId, file, base) -> base), false, List.of());
        CatchUp catchUp = new CatchUp(new EventLog(store), json);
        readers = new Readers(catchUp, json, Clock.systemUTC(), new SendBudget(Long.MAX_VALUE));
        readers.start(beat);
        new Hub(store, catchUp, readers, json, new EmbeddedViewers(), new NoNeighbours());
        listener = HttpListener.start(HttpListener.Settings.plain("127.0.0.1", 0), new HttpHandler() {
            @Override
            public void service(Request request, Response response) throws IOException {
                readers.open(new Asked(SESSION, -1, BASE, null)).begin(response);
            }
        });
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.port() + "/");
    }

    Readers readers() {
        return readers;
    }

    /** Makes somebody with a name of so many characters join and leave: two events. */
    void visit(int length) {
        store.change(SESSION, Cause.SERVER, session -> session.presence()
                .report("ann", new ParticipantState("x".repeat(length), true, null, null, null), "", Instant.EPOCH));
        store.change(SESSION, Cause.SERVER, session -> session.presence().leave("ann", LeaveReason.LEFT));
    }

    /** How many read. */
    int count() {
        return readers.of(SESSION).size();
    }

    @Override
    public void close() {
        // Longer than any test lets it take: who holds it up shows.
        listener.close(Duration.ofSeconds(30), readers::close);
        store.close();
        memory.close();
    }
}
