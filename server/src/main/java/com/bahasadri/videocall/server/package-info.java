/**
 * The control center's server: {@code Main} reads the configuration and starts an {@code Application}, which wires
 * everything by hand. Data flows one way: resource (or the realtime channel), domain, port, adapter.
 */
@NullMarked
package com.bahasadri.videocall.server;

import org.jspecify.annotations.NullMarked;
