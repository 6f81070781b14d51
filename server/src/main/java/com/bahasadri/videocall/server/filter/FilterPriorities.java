package com.bahasadri.videocall.server.filter;

import jakarta.ws.rs.Priorities;

/** The order of the filters, first to last on the way in; on the way out it is reversed. */
final class FilterPriorities {
    static final int OPERATION_LOG = 100;
    static final int CROSS_ORIGIN = 200;
    static final int CACHE_CONTROL = 250;
    static final int HEADER_FORM = 300;
    static final int BODY_LIMIT = 400;
    static final int ACCESS = Priorities.AUTHENTICATION;
    static final int IDEMPOTENCY = Priorities.AUTHENTICATION + 500;
    static final int RATE_LIMIT = Priorities.AUTHORIZATION;

    private FilterPriorities() {}
}
