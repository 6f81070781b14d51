/** How calls travel. Not part of the API: it may change in any release. */
@NullMarked
package com.bahasadri.videocall.client.internal;

import org.jspecify.annotations.NullMarked;
