/** What goes wrong in the emulator, where a test asks for it. */
@NullMarked
package com.bahasadri.videocall.server.emulator.fault;

import org.jspecify.annotations.NullMarked;
