/** Writes that may be repeated: the first one runs, and the others get its answer. */
@NullMarked
package com.bahasadri.videocall.server.repeat;

import org.jspecify.annotations.NullMarked;
