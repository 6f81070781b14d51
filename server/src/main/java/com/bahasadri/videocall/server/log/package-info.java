/** What is written to the log, and what never is: tokens, keys, names and bodies. */
@NullMarked
package com.bahasadri.videocall.server.log;

import org.jspecify.annotations.NullMarked;
