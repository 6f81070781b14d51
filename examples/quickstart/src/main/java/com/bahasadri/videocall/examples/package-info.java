/** What can be done with the Java client, one idea each. */
@NullMarked
package com.bahasadri.videocall.examples;

import org.jspecify.annotations.NullMarked;
