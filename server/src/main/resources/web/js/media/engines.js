/**
 * Chooses the media engine of a session. Both come with the page: one that is fetched only when the first snapshot
 * is here may not come, and the page would be in a call without media.
 *
 * @import { EngineContext, MediaEngine } from "./engine.js"
 */

import { PeerToPeerEngine } from "./peer-to-peer.js";
import { RealtimeKitEngine } from "./realtimekit.js";

/**
 * The engine for a session. RealtimeKit's own SDK is fetched by its engine, and only there.
 *
 * @param {EngineContext} context
 * @returns {MediaEngine}
 */
export function createEngine(context) {
  return context.media.mode === "realtimekit" ? new RealtimeKitEngine(context) : new PeerToPeerEngine(context);
}
