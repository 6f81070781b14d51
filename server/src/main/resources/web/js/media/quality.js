/**
 * Connection quality as a pure function of WebRTC statistics; thresholds from measurements with injected faults.
 *
 * @import { ConnectionQuality } from "../protocol.js"
 *
 * @typedef {object} Counters  Running totals of one connection.
 * @property {number} received Packets.
 * @property {number} lost Packets.
 * @property {number} freezeSeconds
 * @property {number} transportBytes Bytes received by the connection in any form.
 * @property {number|null} roundTripSeconds
 * @property {number|null} outgoingLoss Share lost on the way to the peer, as the peer reports it.
 */

/** @type {readonly ConnectionQuality[]} From best to worst. */
const SCALE = Object.freeze(/** @type {const} */ (["excellent", "good", "fair", "poor", "disconnected"]));

/**
 * Adds up what one connection's statistics say.
 *
 * @param {Iterable<any>} reports
 * @returns {Counters}
 */
export function countersOf(reports) {
  /** @type {Counters} */
  const sum = { received: 0, lost: 0, freezeSeconds: 0, transportBytes: 0, roundTripSeconds: null, outgoingLoss: null };
  for (const report of reports) {
    if (report.type === "inbound-rtp") {
      sum.received += report.packetsReceived ?? 0;
      sum.lost += report.packetsLost ?? 0;
      sum.freezeSeconds += report.totalFreezesDuration ?? 0;
    } else if (report.type === "candidate-pair" && report.nominated && report.state === "succeeded") {
      sum.transportBytes += report.bytesReceived ?? 0;
      sum.roundTripSeconds = report.currentRoundTripTime ?? sum.roundTripSeconds;
    } else if (report.type === "remote-inbound-rtp") {
      sum.outgoingLoss = Math.max(sum.outgoingLoss ?? 0, report.fractionLost ?? 0);
    }
  }
  return sum;
}

/**
 * The quality of one connection over the time between two readings; null if nothing can be said yet.
 *
 * @param {Counters} before
 * @param {Counters} now
 * @returns {ConnectionQuality|null}
 */
export function qualityBetween(before, now) {
  const received = now.received - before.received;
  const lost = Math.max(0, now.lost - before.lost);
  if (before.received > 0 && received === 0 && now.transportBytes === before.transportBytes) return "disconnected";
  if (now.roundTripSeconds === null && received === 0) return null;
  const loss = received + lost > 0 ? lost / (received + lost) : (now.outgoingLoss ?? 0);
  const roundTrip = now.roundTripSeconds ?? 0;
  const freeze = now.freezeSeconds - before.freezeSeconds;
  if (loss >= 0.08 || roundTrip > 0.4 || freeze > 1) return "poor";
  if (loss >= 0.03 || roundTrip > 0.25) return "fair";
  if (loss >= 0.01 || roundTrip > 0.15) return "good";
  return "excellent";
}

/**
 * The own quality from those of all connections: the middle one (of two, the better), because a single
 * peer with a bad line says little about the own line.
 *
 * @param {ConnectionQuality[]} qualities
 * @returns {ConnectionQuality|null}
 */
export function overall(qualities) {
  const sorted = [...qualities].sort((a, b) => SCALE.indexOf(a) - SCALE.indexOf(b));
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/**
 * @param {ConnectionQuality[]} qualities At least one.
 * @returns {ConnectionQuality}
 */
export const worst = (qualities) => qualities.reduce((a, b) => (SCALE.indexOf(b) > SCALE.indexOf(a) ? b : a));

/**
 * The worst of the last three values that at least two of them reach: one bad reading is noise.
 *
 * @param {ConnectionQuality[]} recent
 * @returns {ConnectionQuality}
 */
export function smoothed(recent) {
  const ranks = recent.slice(-3).map((quality) => SCALE.indexOf(quality)).sort((a, b) => b - a);
  return SCALE[ranks[Math.min(1, ranks.length - 1)]];
}
