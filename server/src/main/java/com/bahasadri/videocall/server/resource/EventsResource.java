package com.bahasadri.videocall.server.resource;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.contract.api.EventsApi;
import com.bahasadri.videocall.server.domain.event.EventLog;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.core.Variant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the logs of sessions. */
public final class EventsResource implements EventsApi {
    private static final int DEFAULT_PAGE = 100;
    private static final List<Variant> FORMS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.SERVER_SENT_EVENTS_TYPE)
            .build();

    private final EventLog log;
    private final EventMessages messages;

    @Context
    private UriInfo uriInfo;

    @Context
    private Request request;

    /**
     * Answers from a log.
     *
     * @param log what happened
     * @param messages writes it
     */
    @SuppressWarnings("NullAway.Init")
    public EventsResource(EventLog log, EventMessages messages) {
        this.log = requireNonNull(log, "log is null");
        this.messages = requireNonNull(messages, "messages is null");
    }

    @Override
    public Response listEvents(
            String sessionId, @Nullable Long after, @Nullable Integer limit, @Nullable Long lastEventID) {
        Variant form = request.selectVariant(FORMS);
        if (form == null || form.getMediaType().equals(MediaType.SERVER_SENT_EVENTS_TYPE)) {
            throw new NotAcceptableException();
        }
        Long has = lastEventID == null ? after : lastEventID;
        return page(sessionId, has == null ? 0 : has, limit == null ? DEFAULT_PAGE : limit);
    }

    /** The page's text is put together of its events' texts, so that they are the same here as on the channel. */
    private Response page(String sessionId, long after, int limit) {
        EventLog.Part part = log.read(sessionId, after, limit);
        long first = log.first(sessionId);
        String events = part.lost()
                ? EventMessages.text(messages.snapshot(part.session(), uriInfo.getBaseUri()))
                : part.events().stream()
                        .map(event -> messages.event(event, uriInfo.getBaseUri()))
                        .collect(Collectors.joining(","));
        long reached = part.lost() ? part.lastSeq() : after + part.events().size();
        String page = "{\"events\":[%s],\"first_seq\":%d,\"last_seq\":%d,\"has_more\":%b}"
                .formatted(events, first == 0 ? part.lastSeq() + 1 : first, part.lastSeq(), reached < part.lastSeq());
        return Response.ok(page.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }
}
