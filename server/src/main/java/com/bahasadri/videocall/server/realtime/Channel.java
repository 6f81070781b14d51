package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.config.Config.IceServer;
import com.bahasadri.videocall.server.domain.control.ControlService;
import com.bahasadri.videocall.server.domain.event.EventLog;
import com.bahasadri.videocall.server.domain.playback.PlaybackService;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.domain.token.TokenService;
import com.bahasadri.videocall.server.port.Neighbours;
import com.bahasadri.videocall.server.port.ParticipantLink;
import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.port.Viewers;
import com.bahasadri.videocall.server.resource.EventMessages;
import com.bahasadri.videocall.server.resource.EventStreams;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.HttpServerFilter;

/** The WebSocket channel of one server, and the streams of its events, as the application wires them. */
public final class Channel implements AutoCloseable {
    private final Settings settings;
    private final StateStore store;
    private final Neighbours neighbours;
    private final MessageJson json;
    private final Readers readers;
    private final Hub hub;
    private final SendBudget budget = SendBudget.ofMemory();

    private volatile Presence presence;

    /**
     * Makes a channel; it takes sockets once {@link #addOn} is in the listener.
     *
     * @param store tells the events
     * @param clock tells when a token expires
     * @param messages writes the events
     * @param viewers is told which pages are gone
     * @param neighbours the way to the sockets of other servers
     * @param settings how calls are held
     */
    @SuppressWarnings("NullAway.Init")
    public Channel(
            StateStore store,
            Clock clock,
            EventMessages messages,
            Viewers viewers,
            Neighbours neighbours,
            Settings settings) {
        this.settings = settings;
        this.store = store;
        this.neighbours = neighbours;
        this.json = new MessageJson(messages, settings.peerToPeer(), settings.iceServers());
        CatchUp catchUp = new CatchUp(new EventLog(store), json);
        this.readers = new Readers(catchUp, json, clock, budget);
        this.hub = new Hub(store, catchUp, readers, json, viewers, neighbours);
    }

    /**
     * The streams of events, for who reads them without a socket.
     *
     * @return where they come from
     */
    public EventStreams streams() {
        return readers;
    }

    /**
     * The way to the participants' pages.
     *
     * @return the link
     */
    public ParticipantLink link() {
        return hub;
    }

    /**
     * Which requests become sockets.
     *
     * @return tells them from all others
     */
    public static Predicate<HttpRequestPacket> upgradable() {
        return ChannelRequest::matches;
    }

    /**
     * Starts to keep presence, and makes what the listener needs to take sockets.
     *
     * @param services what messages act on
     * @param threads where messages are handled
     * @return the add-on for the listener
     */
    public AddOn addOn(Services services, Executor threads) {
        Presence keeper = new Presence(hub, store, services.presence(), settings.grace(), threads);
        presence = keeper;
        readers.start();
        neighbours.join(new ThisServer(hub, keeper, threads));
        PlaybackMessages playback = new PlaybackMessages(services.playback());
        Dispatcher dispatcher = new Dispatcher(
                json,
                new ParticipantMessages(services.presence(), hub.commands()),
                new ControlMessages(
                        services.sessions(),
                        services.control(),
                        playback,
                        settings.patience(),
                        services.limiter(),
                        json,
                        threads),
                playback,
                new Signals(hub, json, settings.peerToPeer()));
        return (listener, chain) -> {
            int http = chain.indexOfType(HttpServerFilter.class);
            chain.add(
                    http,
                    new ChannelFilter((socket, transport, admitted) -> new SocketListener(
                            new Connection(socket, admitted.grant(), admitted.base(), budget),
                            admitted,
                            hub,
                            keeper,
                            dispatcher,
                            threads,
                            new Valve(transport))));
            chain.add(http, new ChannelGate(services.tokens(), services.sessions(), threads));
        };
    }

    /**
     * Sees to what the servers that are gone have left: participants leave unless they come back in time.
     */
    public void settle() {
        presence.settle();
    }

    /** Closes every socket, telling that the server goes away, and ends every stream. Nobody leaves a call by that. */
    @Override
    public void close() {
        if (presence != null) {
            presence.close();
        }
        for (Connection connection : hub.all()) {
            connection.close(CloseCode.GOING_AWAY);
            // Whoever waits for it need not wait until the client has taken note.
            hub.commands().connectionLost(connection);
        }
        readers.close();
    }

    /**
     * What messages act on.
     *
     * @param tokens recognises who connects
     * @param sessions knows and ends sessions
     * @param presence takes the participants' reports
     * @param control carries out commands
     * @param playback plays files
     * @param limiter counts commands
     */
    public record Services(
            TokenService tokens,
            SessionService sessions,
            PresenceService presence,
            ControlService control,
            PlaybackService playback,
            RateLimiter limiter) {}

    /**
     * How calls are held.
     *
     * @param peerToPeer whether browsers connect to each other, and this channel relays their signals
     * @param iceServers STUN and TURN servers for them
     * @param grace how long a lost participant may take to come back
     * @param patience how long a command's result waits for its outcome
     */
    public record Settings(boolean peerToPeer, List<IceServer> iceServers, Duration grace, Duration patience) {
        /** Copies the list. */
        public Settings {
            iceServers = List.copyOf(iceServers);
        }
    }
}
