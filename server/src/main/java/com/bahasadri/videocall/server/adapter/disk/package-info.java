/** Video files in a directory. */
@NullMarked
package com.bahasadri.videocall.server.adapter.disk;

import org.jspecify.annotations.NullMarked;
