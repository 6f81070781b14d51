/** The contract's operations: each parses, calls one service, maps and answers. */
@NullMarked
package com.bahasadri.videocall.server.resource;

import org.jspecify.annotations.NullMarked;
