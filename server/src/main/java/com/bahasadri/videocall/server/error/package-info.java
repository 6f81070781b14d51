/** How failures become answers: one table of statuses, and a mapper for each kind of exception. */
@NullMarked
package com.bahasadri.videocall.server.error;

import org.jspecify.annotations.NullMarked;
