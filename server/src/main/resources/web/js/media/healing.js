/** How long a missing connection is left alone, by the condition of the link; a slow negotiation needs time. */
const PATIENCE_MS = Object.freeze({ none: 2_500, failed: 500, disconnected: 4_000, negotiating: 10_000 });

/** Patience grows with every vain attempt up to this. */
const LONGEST_PATIENCE_MS = 20_000;

/**
 * How long to wait before a missing connection is made anew.
 *
 * @param {RTCPeerConnectionState|undefined} state Undefined if there is no link at all.
 * @param {number} attempts How often it was tried in vain.
 */
export function patienceMs(state, attempts) {
  return Math.min(LONGEST_PATIENCE_MS, PATIENCE_MS[conditionOf(state)] * 1.5 ** Math.min(attempts, 8));
}

/**
 * @param {RTCPeerConnectionState|undefined} state
 * @returns {keyof typeof PATIENCE_MS}
 */
function conditionOf(state) {
  if (state === undefined || state === "closed") return "none";
  return state === "failed" || state === "disconnected" ? state : "negotiating";
}
