/** How requests travel, for a transport of your own; {@link com.bahasadri.videocall.client.testing.FakeTransport} is one for tests. */
@NullMarked
package com.bahasadri.videocall.client.transport;

import org.jspecify.annotations.NullMarked;
