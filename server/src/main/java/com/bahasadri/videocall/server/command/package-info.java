/** What {@code java -jar video-call-server.jar} does instead of serving, by its first argument. */
@NullMarked
package com.bahasadri.videocall.server.command;

import org.jspecify.annotations.NullMarked;
