/**
 * A real server for an integrator's tests, with simulated participants and faults on demand: no account, no browser.
 * JUnit Jupiter is needed for {@link com.bahasadri.videocall.server.testing.VideoCallServerExtension} alone.
 */
@NullMarked
package com.bahasadri.videocall.server.testing;

import org.jspecify.annotations.NullMarked;
