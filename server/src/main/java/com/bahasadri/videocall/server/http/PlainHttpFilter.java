package com.bahasadri.videocall.server.http;

import java.util.function.Predicate;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpEvents.IncomingHttpUpgradeEvent;
import org.glassfish.grizzly.http.HttpRequestPacket;

/**
 * Ignores the {@code Upgrade} header of every request but those that a predicate lets through, as RFC 9110
 * section 7.8 allows. Grizzly would otherwise read such a request's body as the new protocol's bytes, and hold a
 * worker for 30 seconds waiting for them (eclipse-ee4j/jersey issue 6059).
 */
final class PlainHttpFilter extends BaseFilter {
    private final Predicate<HttpRequestPacket> upgradable;

    PlainHttpFilter(Predicate<HttpRequestPacket> upgradable) {
        this.upgradable = upgradable;
    }

    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
        if (event instanceof IncomingHttpUpgradeEvent upgrade
                && upgrade.getHttpHeader() instanceof HttpRequestPacket request
                && !upgradable.test(request)) {
            request.getUpgradeDC().recycle();
            request.setIgnoreContentModifiers(false);
            return context.getStopAction();
        }
        return context.getInvokeAction();
    }
}
