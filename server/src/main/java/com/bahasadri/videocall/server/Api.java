package com.bahasadri.videocall.server;

import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.domain.control.ControlService;
import com.bahasadri.videocall.server.domain.event.EventLog;
import com.bahasadri.videocall.server.domain.file.FileService;
import com.bahasadri.videocall.server.domain.playback.PlaybackService;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.domain.token.AccessPolicy;
import com.bahasadri.videocall.server.domain.token.TokenService;
import com.bahasadri.videocall.server.error.BrokenBodyExceptionMapper;
import com.bahasadri.videocall.server.error.JsonExceptionMapper;
import com.bahasadri.videocall.server.error.RateLimitedExceptionMapper;
import com.bahasadri.videocall.server.error.ServiceExceptionMapper;
import com.bahasadri.videocall.server.error.UnexpectedExceptionMapper;
import com.bahasadri.videocall.server.error.ValidationExceptionMapper;
import com.bahasadri.videocall.server.error.WebExceptionMapper;
import com.bahasadri.videocall.server.filter.AccessFilter;
import com.bahasadri.videocall.server.filter.BodyLimitFilter;
import com.bahasadri.videocall.server.filter.CacheControlFilter;
import com.bahasadri.videocall.server.filter.CrossOriginFilter;
import com.bahasadri.videocall.server.filter.HeaderFormFilter;
import com.bahasadri.videocall.server.filter.HeaderLinesFilter;
import com.bahasadri.videocall.server.filter.IdempotencyFilter;
import com.bahasadri.videocall.server.filter.OperationLogFilter;
import com.bahasadri.videocall.server.filter.RateLimitFilter;
import com.bahasadri.videocall.server.http.ClientAddress;
import com.bahasadri.videocall.server.http.Stopping;
import com.bahasadri.videocall.server.json.ApiJson;
import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.repeat.RepeatedWrites;
import com.bahasadri.videocall.server.resource.EventMessages;
import com.bahasadri.videocall.server.resource.EventStreams;
import com.bahasadri.videocall.server.resource.EventsResource;
import com.bahasadri.videocall.server.resource.Links;
import com.bahasadri.videocall.server.resource.ParticipantsResource;
import com.bahasadri.videocall.server.resource.Patience;
import com.bahasadri.videocall.server.resource.PlaybackResource;
import com.bahasadri.videocall.server.resource.ServiceResource;
import com.bahasadri.videocall.server.resource.SessionsResource;
import com.bahasadri.videocall.server.resource.SignedFileUrls;
import com.bahasadri.videocall.server.resource.TokensResource;
import com.bahasadri.videocall.server.resource.VideoFilesResource;
import com.bahasadri.videocall.server.resource.Webhooks;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.validation.ValidationFeature;

/** The REST API as a JAX-RS application: every resource, filter and mapper is named here, nothing is scanned for. */
final class Api {
    private Api() {}

    static ResourceConfig application(Config config, Services services) {
        SessionService sessions = services.sessions();
        RateLimiter limiter = services.limiter();
        Links links = new Links(config.joinUrl());
        return new ResourceConfig()
                .register(new SessionsResource(sessions))
                .register(new TokensResource(services.tokens(), limiter, links))
                .register(new ParticipantsResource(sessions, services.control(), services.patience(), links))
                .register(new VideoFilesResource(services.files(), services.urls()))
                .register(new PlaybackResource(services.playback()))
                .register(new EventsResource(services.log(), services.messages(), services.streams()))
                .register(new ServiceResource(
                        Version.current(), config.cloudflare() == null, services.sessions(), services.webhooks()))
                .register(new OperationLogFilter())
                .register(new CrossOriginFilter(config.corsOrigins()))
                .register(new CacheControlFilter())
                .register(new HeaderFormFilter())
                .register(new HeaderLinesFilter())
                .register(new BodyLimitFilter(services.stopping()))
                .register(new AccessFilter(services.policy()))
                .register(new IdempotencyFilter(services.repeated()))
                .register(new RateLimitFilter(limiter, new ClientAddress(config.trustedProxies())))
                .register(new ServiceExceptionMapper())
                .register(new RateLimitedExceptionMapper())
                .register(new ValidationExceptionMapper())
                .register(new JsonExceptionMapper())
                .register(new BrokenBodyExceptionMapper())
                .register(new WebExceptionMapper())
                .register(new UnexpectedExceptionMapper())
                .register(new ApiJson())
                .register(JacksonFeature.withoutExceptionMappers())
                .register(ValidationFeature.class)
                .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                // Else Grizzly writes its own HTML page for an answer without a body.
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
    }

    /** What the resources and filters act on. */
    record Services(
            SessionService sessions,
            TokenService tokens,
            ControlService control,
            PlaybackService playback,
            EventLog log,
            EventMessages messages,
            EventStreams streams,
            FileService files,
            SignedFileUrls urls,
            AccessPolicy policy,
            RepeatedWrites repeated,
            RateLimiter limiter,
            Patience patience,
            Webhooks webhooks,
            Stopping stopping) {}
}
