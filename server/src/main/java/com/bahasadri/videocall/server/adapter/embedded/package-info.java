/** State on one machine: one crash-safe file for sessions, logs and grants, and rate limits in memory. */
@NullMarked
package com.bahasadri.videocall.server.adapter.embedded;

import org.jspecify.annotations.NullMarked;
