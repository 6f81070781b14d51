/** What stands between the listener and the resources: limits, cross-origin rules, access, the operation log. */
@NullMarked
package com.bahasadri.videocall.server.filter;

import org.jspecify.annotations.NullMarked;
