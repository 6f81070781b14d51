/**
 * What the control center is about: sessions, participants, tokens, events. Knows nothing of HTTP, JSON or Cloudflare.
 */
@NullMarked
package com.bahasadri.videocall.server.domain;

import org.jspecify.annotations.NullMarked;
