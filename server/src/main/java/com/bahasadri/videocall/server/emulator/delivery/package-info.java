/** The emulator's webhooks on their way: signed, repeated, never in the way of a request. */
@NullMarked
package com.bahasadri.videocall.server.emulator.delivery;

import org.jspecify.annotations.NullMarked;
