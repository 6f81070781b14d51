/** What plays for everyone in a session, on one time line. */
@NullMarked
package com.bahasadri.videocall.server.domain.playback;

import org.jspecify.annotations.NullMarked;
