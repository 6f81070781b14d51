/** The emulator's time: it passes by itself, and at once where a test says so. */
@NullMarked
package com.bahasadri.videocall.server.emulator.time;

import org.jspecify.annotations.NullMarked;
