/**
 * The media engine over Cloudflare's REST API for RealtimeKit, as {@code api-spec/realtimekit.yaml} has it. The
 * emulator speaks the same API, so nothing here knows which of the two it talks to.
 */
@NullMarked
package com.bahasadri.videocall.server.adapter.realtimekit;

import org.jspecify.annotations.NullMarked;
