/**
 * RealtimeKit on your own machine: the slice of Cloudflare's REST API in {@code api-spec/realtimekit.yaml}, served on
 * loopback for those who have no Cloudflare account. The contract says what Cloudflare leaves undocumented, and what is
 * done here.
 */
@NullMarked
package com.bahasadri.videocall.server.emulator;

import org.jspecify.annotations.NullMarked;
