package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.emulator.fault.Mishaps;
import com.bahasadri.videocall.server.http.JerseyHandler;
import com.bahasadri.videocall.server.realtimekit.model.ErrorAnswer;
import com.bahasadri.videocall.server.realtimekit.model.ErrorDetail;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * Lets go wrong what is asked for, and answers in JSON also where a request does not get as far as Jersey: its address is
 * malformed. Every answer tells the emulator's time.
 */
final class EmulatorHandler extends JerseyHandler {
    private static final String CONTROLS = "/emulator/";

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Mishaps mishaps;
    private final Clock clock;

    EmulatorHandler(ResourceConfig application, Executor threads, Mishaps mishaps, Clock clock) {
        super(application, threads);
        this.mishaps = mishaps;
        this.clock = clock;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        response.setHeader("Date", HTTP_DATE.format(clock.instant()));
        try {
            // The controls always answer: else a fault could not be taken back.
            if (!request.getRequestURI().startsWith(CONTROLS) && mishaps.befall(request, response)) {
                return;
            }
            super.service(request, response);
        } catch (RuntimeException e) {
            if (response.isCommitted()) {
                throw e;
            }
            byte[] body = Json.write(new ErrorAnswer(false, new ErrorDetail(400, "The address is malformed")))
                    .getBytes(StandardCharsets.UTF_8);
            response.setStatus(400);
            response.setContentType("application/json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
