package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.domain.token.Grant;
import java.net.URI;
import java.util.function.BooleanSupplier;

/**
 * A client that may open the channel.
 *
 * @param grant what it may do there
 * @param revoked asks whether its token has been taken back since
 * @param base this server's address as the client sees it
 * @param after the number of the last event it has, or -1 where it has none
 */
record Admitted(Grant grant, BooleanSupplier revoked, URI base, long after) {}
