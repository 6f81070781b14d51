/** What a video file is, told from its bytes. */
@NullMarked
package com.bahasadri.videocall.server.domain.video;

import org.jspecify.annotations.NullMarked;
