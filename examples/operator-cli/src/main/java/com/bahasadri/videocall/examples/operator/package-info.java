/** Calls, controlled from a terminal. */
@NullMarked
package com.bahasadri.videocall.examples.operator;

import org.jspecify.annotations.NullMarked;
