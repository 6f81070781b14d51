/** What happens in a session, as it happens; start at {@link com.bahasadri.videocall.client.event.SessionEvents}. */
@NullMarked
package com.bahasadri.videocall.client.event;

import org.jspecify.annotations.NullMarked;
