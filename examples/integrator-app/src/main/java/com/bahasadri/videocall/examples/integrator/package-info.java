/** A web app with users and meetings of its own. */
@NullMarked
package com.bahasadri.videocall.examples.integrator;

import org.jspecify.annotations.NullMarked;
