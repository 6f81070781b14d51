/** The live channel over real sockets. */
package com.bahasadri.videocall.server.realtime;
