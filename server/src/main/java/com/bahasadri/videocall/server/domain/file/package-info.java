/** Video files that a session shares: how they come in, where they play from, when they go. */
@NullMarked
package com.bahasadri.videocall.server.domain.file;

import org.jspecify.annotations.NullMarked;
