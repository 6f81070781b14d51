/** Failures as answers. */
package com.bahasadri.videocall.server.error;
