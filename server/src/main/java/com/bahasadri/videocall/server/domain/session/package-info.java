/** A call and who is in it, as immutable values with pure decisions, and the services that commit them. */
@NullMarked
package com.bahasadri.videocall.server.domain.session;

import org.jspecify.annotations.NullMarked;
