/** Typed client for the Video Call Control Center; start at {@link com.bahasadri.videocall.client.VideoCallClient}. */
@NullMarked
package com.bahasadri.videocall.client;

import org.jspecify.annotations.NullMarked;
