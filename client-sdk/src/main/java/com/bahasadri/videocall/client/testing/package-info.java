/** For the tests of programs that use the client: {@link com.bahasadri.videocall.client.testing.FakeTransport} answers without a server. */
@NullMarked
package com.bahasadri.videocall.client.testing;

import org.jspecify.annotations.NullMarked;
