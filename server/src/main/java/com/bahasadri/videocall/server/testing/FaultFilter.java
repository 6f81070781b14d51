package com.bahasadri.videocall.server.testing;

import com.bahasadri.videocall.server.testing.Faults.Drop;
import com.bahasadri.videocall.server.testing.Faults.Fault;
import com.bahasadri.videocall.server.testing.Faults.LostAnswer;
import com.bahasadri.videocall.server.testing.Faults.Refusal;
import com.bahasadri.videocall.server.web.FrontHandler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpPacket;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;

/** Meets each request before the server does, and each answer before the connection. */
final class FaultFilter extends BaseFilter {
    private static final String MET = FaultFilter.class.getName() + ".met";
    private static final String LOST = FaultFilter.class.getName() + ".lost";

    private final Faults faults;
    private final Set<Connection<?>> connections;

    FaultFilter(Faults faults, Set<Connection<?>> connections) {
        this.faults = faults;
        this.connections = connections;
    }

    @Override
    public NextAction handleAccept(FilterChainContext context) {
        connections.add(context.getConnection());
        return context.getInvokeAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext context) {
        connections.remove(context.getConnection());
        return context.getInvokeAction();
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        if (!(context.getMessage() instanceof HttpContent content)
                || !(content.getHttpHeader() instanceof HttpRequestPacket request)
                || request.isUpgrade()
                || request.getAttribute(MET) != null) {
            return context.getInvokeAction();
        }
        request.setAttribute(MET, true);
        Fault fault = faults.take();
        if (fault instanceof Drop) {
            context.getConnection().terminateSilently();
            return context.getStopAction();
        } else if (fault instanceof LostAnswer) {
            request.setAttribute(LOST, true);
        } else if (fault instanceof Refusal refusal) {
            request.setAttribute(FrontHandler.REFUSAL, refusal.refusal());
            refusal.headers().forEach(request.getResponse()::setHeader);
        }
        Duration delay = faults.delay();
        if (delay.isZero()) {
            return context.getInvokeAction();
        }
        NextAction suspend = context.getSuspendAction();
        context.suspend();
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS).execute(context::resumeNext);
        return suspend;
    }

    @Override
    public NextAction handleWrite(FilterChainContext context) {
        if (HttpPacket.isHttp(context.getMessage())
                && ((HttpPacket) context.getMessage()).getHttpHeader() instanceof HttpResponsePacket response
                && response.getRequest() != null
                && response.getRequest().getAttribute(LOST) != null) {
            context.getConnection().terminateSilently();
            return context.getStopAction();
        }
        return context.getInvokeAction();
    }
}
