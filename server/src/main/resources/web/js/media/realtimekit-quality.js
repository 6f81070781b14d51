/**
 * The own connection as RealtimeKit scores what this page sends. Who sends nothing has no score.
 *
 * @import { ConnectionQuality } from "../protocol.js"
 *
 * @typedef {"audio"|"video"|"screen"} Sent
 */

import { smoothed, worst } from "./quality.js";

/**
 * Scores run from 0 to 10, and below 5 RealtimeKit calls a connection poor; the other limits are our choice.
 *
 * @param {number} score
 * @returns {ConnectionQuality}
 */
export function qualityOfScore(score) {
  if (score < 5) return "poor";
  if (score < 6) return "fair";
  return score < 8 ? "good" : "excellent";
}

/** Tells changes only. One bad score is noise: it takes two of three. */
export class OwnQuality {
  /** @param {(quality: ConnectionQuality) => void} onChange */
  constructor(onChange) {
    this.onChange = onChange;
    /** @type {Map<Sent, ConnectionQuality[]>} The last three of each. */
    this.recent = new Map();
    /** @type {ConnectionQuality|null} */
    this.told = null;
    /** @type {ConnectionQuality|null} What it was before the connection was lost. */
    this.before = null;
  }

  /** @param {{kind: string, isScreenshare: boolean, score: number}} update */
  scored({ kind, isScreenshare, score }) {
    if (!Number.isFinite(score) || this.told === "disconnected") return;
    const sent = isScreenshare ? "screen" : kind === "audio" ? "audio" : "video";
    this.recent.set(sent, [...(this.recent.get(sent) ?? []), qualityOfScore(score)].slice(-3));
    this.#judge();
  }

  /** @param {Sent} sent It is not sent any more. */
  forget(sent) {
    if (this.recent.delete(sent)) this.#judge();
  }

  lost() {
    if (this.told !== "disconnected") this.before = this.told;
    this.#tell("disconnected");
  }

  /** Connected again: as it was, until there are scores. */
  back() {
    if (this.told !== "disconnected") return;
    this.recent.clear();
    this.#tell(this.before ?? "good");
  }

  #judge() {
    if (this.recent.size > 0 && this.told !== "disconnected") this.#tell(worst([...this.recent.values()].map(smoothed)));
  }

  /** @param {ConnectionQuality} quality */
  #tell(quality) {
    if (quality === this.told) return;
    this.told = quality;
    this.onChange(quality);
  }
}
