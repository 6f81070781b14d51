/**
 * RealtimeKit on your own machine: the slice of Cloudflare's REST API in {@code api-spec/realtimekit.yaml}, served on
 * loopback for those who have no Cloudflare account. What is undocumented there, the contract says, with what is done here.
 */
@NullMarked
package com.bahasadri.videocall.server.emulator;

import org.jspecify.annotations.NullMarked;
