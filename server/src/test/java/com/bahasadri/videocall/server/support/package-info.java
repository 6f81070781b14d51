/** Clients of the live channel, well-behaved and not, and a server for them. */
package com.bahasadri.videocall.server.support;
