/** State in one Redis that any number of servers share. */
@NullMarked
package com.bahasadri.videocall.server.adapter.redis;

import org.jspecify.annotations.NullMarked;
