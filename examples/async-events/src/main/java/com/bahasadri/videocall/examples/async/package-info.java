/** A call without a waiting thread. */
@NullMarked
package com.bahasadri.videocall.examples.async;

import org.jspecify.annotations.NullMarked;
