/** How HTTP is served: Grizzly's listener, the threads requests run on, and what stands in front of Jersey. */
@NullMarked
package com.bahasadri.videocall.server.http;

import org.jspecify.annotations.NullMarked;
