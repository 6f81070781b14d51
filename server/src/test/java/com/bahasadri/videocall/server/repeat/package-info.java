/** Tests of writes that may be repeated, apart from HTTP. */
package com.bahasadri.videocall.server.repeat;
