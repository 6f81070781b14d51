/** The whole server before a RealtimeKit that fails, seen from outside. */
package com.bahasadri.videocall.server.upstream;
