package com.bahasadri.videocall.server.resource;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.contract.api.EventsApi;
import com.bahasadri.videocall.server.domain.event.EventLog;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.filter.TokenHolder;
import com.bahasadri.videocall.server.http.StreamedAnswer;
import jakarta.inject.Provider;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.core.Variant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.glassfish.grizzly.http.Method;
import org.jspecify.annotations.Nullable;

/** Reads the logs of sessions, as pages and as streams. */
public final class EventsResource implements EventsApi {
    private static final int DEFAULT_PAGE = 100;
    private static final List<Variant> FORMS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.SERVER_SENT_EVENTS_TYPE)
            .build();

    private final EventLog log;
    private final EventMessages messages;
    private final EventStreams streams;

    @Context
    private UriInfo uriInfo;

    @Context
    private SecurityContext caller;

    @Context
    private Provider<org.glassfish.grizzly.http.server.Request> transportRequest;

    @Context
    private Request request;

    /**
     * Answers from a log.
     *
     * @param log what happened
     * @param messages writes it
     * @param streams tells what happens from now on
     */
    @SuppressWarnings("NullAway.Init")
    public EventsResource(EventLog log, EventMessages messages, EventStreams streams) {
        this.streams = requireNonNull(streams, "streams is null");
        this.log = requireNonNull(log, "log is null");
        this.messages = requireNonNull(messages, "messages is null");
    }

    @Override
    public Response listEvents(
            String sessionId, @Nullable Long after, @Nullable Integer limit, @Nullable Long lastEventID) {
        Long has = lastEventID == null ? after : lastEventID;
        Variant form = request.selectVariant(FORMS);
        boolean streamed = form != null && form.getMediaType().equals(MediaType.SERVER_SENT_EVENTS_TYPE);
        return (streamed
                        ? stream(sessionId, has == null ? -1 : has)
                        : page(sessionId, has == null ? 0 : has, limit == null ? DEFAULT_PAGE : limit))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    /** The headers alone; the rest is up to the stream, once the filters have seen them. */
    private Response.ResponseBuilder stream(String sessionId, long after) {
        Session session = log.session(sessionId);
        if (session.ended() && after == session.seq()) {
            return Response.noContent();
        }
        TokenHolder holder = caller.getUserPrincipal() instanceof TokenHolder known ? known : null;
        StreamedAnswer stream = streams.open(new EventStreams.Asked(sessionId, after, uriInfo.getBaseUri(), holder));
        org.glassfish.grizzly.http.server.Request transport = transportRequest.get();
        // Not as JAX-RS has it: that says GET here, where nothing but GET is answered.
        if (transport.getMethod() != Method.HEAD) {
            transport.setAttribute(StreamedAnswer.ATTRIBUTE, stream);
        }
        return Response.ok()
                .type(MediaType.SERVER_SENT_EVENTS_TYPE)
                // Else nginx keeps events back until it has a buffer full of them.
                .header("X-Accel-Buffering", "no");
    }

    /** The page's text is put together of its events' texts, so that they are the same here as on the channel. */
    private Response.ResponseBuilder page(String sessionId, long after, int limit) {
        EventLog.Part part = log.read(sessionId, after, limit);
        long first = log.first(sessionId);
        String events = part.lost()
                ? EventMessages.text(messages.snapshot(part.session(), uriInfo.getBaseUri()))
                : part.events().stream()
                        .map(event ->
                                messages.event(event, uriInfo.getBaseUri()).text())
                        .collect(Collectors.joining(","));
        long reached = part.lost() ? part.lastSeq() : after + part.events().size();
        String page = "{\"events\":[%s],\"first_seq\":%d,\"last_seq\":%d,\"has_more\":%b}"
                .formatted(events, first == 0 ? part.lastSeq() + 1 : first, part.lastSeq(), reached < part.lastSeq());
        return Response.ok(page.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON_TYPE);
    }
}
