/** Several servers that share one state. */
package com.bahasadri.videocall.server.several;
