/** What RealtimeKit tells of calls by itself, and what becomes of it. */
@NullMarked
package com.bahasadri.videocall.server.domain.webhook;

import org.jspecify.annotations.NullMarked;
