/** What the domain needs from outside, as interfaces; {@code adapter} and {@code realtime} implement them. */
@NullMarked
package com.bahasadri.videocall.server.port;

import org.jspecify.annotations.NullMarked;
