/**
 * Measures the own connection every 2 s and tells only changes.
 *
 * @import { ConnectionQuality } from "../protocol.js"
 * @import { Counters } from "./quality.js"
 */

import { countersOf, overall, qualityBetween, smoothed } from "./quality.js";

const WINDOW_MS = 2_000;

export class QualityMeter {
  /** @param {{connections: () => RTCPeerConnection[], onChange: (quality: ConnectionQuality) => void}} options */
  constructor({ connections, onChange }) {
    this.connections = connections;
    this.onChange = onChange;
    /** @type {Map<RTCPeerConnection, Counters>} */
    this.previous = new Map();
    /** @type {ConnectionQuality[]} */
    this.recent = [];
    /** @type {ConnectionQuality|null} */
    this.told = null;
    this.timer = 0;
  }

  start() {
    this.stop();
    this.timer = setInterval(() => void this.measure(), WINDOW_MS);
  }

  stop() {
    clearInterval(this.timer);
  }

  async measure() {
    /** @type {ConnectionQuality[]} */
    const qualities = [];
    /** @type {Map<RTCPeerConnection, Counters>} */
    const counters = new Map();
    for (const connection of this.connections()) {
      const now = countersOf([...(await connection.getStats()).values()]);
      counters.set(connection, now);
      const quality = this.#qualityOf(connection, now);
      if (quality) qualities.push(quality);
    }
    this.previous = counters;
    const quality = overall(qualities);
    if (!quality) return;
    this.recent = [...this.recent, quality].slice(-3);
    const settled = smoothed(this.recent);
    if (settled === this.told) return;
    this.told = settled;
    this.onChange(settled);
  }

  /**
   * @param {RTCPeerConnection} connection
   * @param {Counters} now
   * @returns {ConnectionQuality|null}
   */
  #qualityOf(connection, now) {
    const state = connection.connectionState;
    if (state === "disconnected" || state === "failed") return "disconnected";
    const before = this.previous.get(connection);
    return state === "connected" && before ? qualityBetween(before, now) : null;
  }
}
