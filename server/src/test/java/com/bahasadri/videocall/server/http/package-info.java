/** The listener, as clients that follow no rule meet it. */
package com.bahasadri.videocall.server.http;
