/** What commands have in common. */
@NullMarked
package com.bahasadri.videocall.server.command;

import org.jspecify.annotations.NullMarked;
