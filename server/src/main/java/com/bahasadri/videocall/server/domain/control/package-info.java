/** The commands of a control center, answered with what was observed. */
@NullMarked
package com.bahasadri.videocall.server.domain.control;

import org.jspecify.annotations.NullMarked;
