/** What goes wrong: one exception for each family of statuses, and one for no answer at all. */
@NullMarked
package com.bahasadri.videocall.client.error;

import org.jspecify.annotations.NullMarked;
