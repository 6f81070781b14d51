/** Holds requests and answers against {@code video-call.yaml}; other modules use it as a test-jar. */
package com.bahasadri.videocall.contract;
