/** What happens in a session, in the order of its log. */
@NullMarked
package com.bahasadri.videocall.server.domain.event;

import org.jspecify.annotations.NullMarked;
