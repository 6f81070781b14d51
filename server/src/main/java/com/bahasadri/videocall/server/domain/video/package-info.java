/** Video files: what a container tells of its video, read while it arrives. */
@NullMarked
package com.bahasadri.videocall.server.domain.video;

import org.jspecify.annotations.NullMarked;
