package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.emulator.delivery.Deliveries;
import com.bahasadri.videocall.server.emulator.fault.FaultPlan;
import com.bahasadri.videocall.server.emulator.fault.Mishaps;
import com.bahasadri.videocall.server.emulator.time.EmulatorClock;
import com.bahasadri.videocall.server.emulator.time.Timers;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/**
 * What an emulator is made of, wired by hand.
 *
 * @param clock the time
 * @param timers what happens later
 * @param faults what is to go wrong
 * @param mishaps lets it go wrong
 * @param keys signs deliveries
 * @param deliveries webhooks on their way
 * @param state all that is known
 * @param pages the pages in the calls
 */
record Parts(
        EmulatorClock clock,
        Timers timers,
        FaultPlan faults,
        Mishaps mishaps,
        WebhookKeys keys,
        Deliveries deliveries,
        State state,
        Pages pages)
        implements AutoCloseable {
    static Parts of(RealtimeKitEmulator.Settings settings) {
        EmulatorClock clock = new EmulatorClock(settings.clock());
        Timers timers = new Timers(clock);
        FaultPlan faults = new FaultPlan();
        WebhookKeys keys = new WebhookKeys(settings.store());
        Deliveries deliveries = new Deliveries(
                timers, new Deliveries.Settings(clock, keys::sign, faults, Deliveries.Settings.PATIENCE));
        return new Parts(
                clock,
                timers,
                faults,
                new Mishaps(faults),
                keys,
                deliveries,
                State.of(settings.store(), clock, timers, deliveries),
                new Pages(settings.peers()));
    }

    /** What answers requests; by Cloudflare's paths, and where it is asked for by the emulator's own. */
    ResourceConfig application(boolean controls) {
        ResourceConfig application = new ResourceConfig()
                .register(new Gate())
                .register(mishaps)
                // By type, with what they need bound: Jersey warns that a registered object is no provider.
                .register(AppsResource.class)
                .register(MeetingsResource.class)
                .register(MeetingParticipantsResource.class)
                .register(ActiveSessionResource.class)
                .register(SessionsResource.class)
                .register(RecordingsResource.class)
                .register(PresetsResource.class)
                .register(WebhooksResource.class)
                .register(WebhookKeyResource.class)
                .register(new Bindings(this))
                .register(new Json())
                .register(new Errors())
                .register(new Errors.Violations())
                // Jersey's own mappers would answer malformed JSON with plain text.
                .register(JacksonFeature.withoutExceptionMappers())
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                // Else Grizzly writes its own HTML page for an answer without a body.
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
        if (controls) {
            ControlResources.ALL.forEach(application::register);
        }
        return application;
    }

    @Override
    public void close() {
        timers.close();
        deliveries.close();
    }

    /** Lets Jersey give each resource its parts. */
    private static final class Bindings extends AbstractBinder {
        private final Parts parts;

        Bindings(Parts parts) {
            this.parts = parts;
        }

        @Override
        protected void configure() {
            bind(parts.clock()).to(EmulatorClock.class);
            bind(parts.faults()).to(FaultPlan.class);
            bind(parts.keys()).to(WebhookKeys.class);
            bind(parts.deliveries()).to(Deliveries.class);
            bind(parts.state()).to(State.class);
            bind(parts.pages()).to(Pages.class);
        }
    }
}
