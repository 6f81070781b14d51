/** Forms with a file, read as they arrive. */
@NullMarked
package com.bahasadri.videocall.server.multipart;

import org.jspecify.annotations.NullMarked;
