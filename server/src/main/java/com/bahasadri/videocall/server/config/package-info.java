/** What the environment says, read once at the start. */
@NullMarked
package com.bahasadri.videocall.server.config;

import org.jspecify.annotations.NullMarked;
