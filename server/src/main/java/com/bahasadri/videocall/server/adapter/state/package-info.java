/** The form in which state is kept, whatever keeps it. */
@NullMarked
package com.bahasadri.videocall.server.adapter.state;

import org.jspecify.annotations.NullMarked;
