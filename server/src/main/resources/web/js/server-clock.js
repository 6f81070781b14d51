/**
 * The server's time, told from pings and the `at` of their pongs. It builds on the page's monotonic time, so that
 * setting the computer's clock does no harm.
 *
 * @import { Envelope } from "./protocol.js"
 *
 * @typedef {object} Sample
 * @property {number} offset Server time minus the page's monotonic time, in milliseconds.
 * @property {number} roundTrip In milliseconds; the offset is wrong by half of it at most.
 */

import { randomId } from "./random-id.js";

/** So many pings follow each other at once when a connection begins. */
const QUICK = 8;

/** So many samples count; with a ping every 5 seconds they reach back a minute. */
const KEPT = 12;

/** What the clocks may drift apart meanwhile, and `at` may be rounded. */
const TOLERANCE_MS = 20;

export class ServerClock {
  /** @param {{ping: (correlationId: string) => void, monotonic?: () => number}} options */
  constructor({ ping, monotonic = () => performance.now() }) {
    this.sendPing = ping;
    this.monotonic = monotonic;
    /** @type {Map<string, number>} */
    this.sent = new Map();
    /** @type {readonly Sample[]} */
    this.samples = [];
    this.quick = 0;
  }

  /** Whether the server's time was told yet. */
  get known() {
    return this.samples.length > 0;
  }

  /** The server's time in milliseconds since 1970. Until it is known, the computer's. */
  now() {
    return this.known ? this.monotonic() + bestOf(this.samples).offset : Date.now();
  }

  /** A connection begins: the old one's pings will not be answered. What is known stays until it is contradicted. */
  start() {
    this.sent.clear();
    this.quick = QUICK;
    this.ping();
  }

  ping() {
    const id = randomId();
    this.sent.set(id, this.monotonic());
    this.sendPing(id);
  }

  /** @param {Envelope} message */
  pong({ correlation_id: id = "", at = "" }) {
    const received = this.monotonic();
    const sent = this.sent.get(id);
    const server = Date.parse(at);
    if (sent === undefined || Number.isNaN(server)) return;
    this.sent.delete(id);
    const sample = { offset: server - (sent + received) / 2, roundTrip: received - sent };
    this.samples = withSample(this.samples, sample);
    if (--this.quick > 0) this.ping();
  }
}

/**
 * The samples that count after a new one. Samples that cannot be true together with it are forgotten: a computer
 * that slept, or a server whose clock was set, has begun another time.
 *
 * @param {readonly Sample[]} samples
 * @param {Sample} sample
 * @returns {readonly Sample[]}
 */
export function withSample(samples, sample) {
  const agrees = (/** @type {Sample} */ other) =>
    Math.abs(other.offset - sample.offset) <= (other.roundTrip + sample.roundTrip) / 2 + TOLERANCE_MS;
  return [...samples.filter(agrees), sample].slice(-KEPT);
}

/**
 * The one with the smallest round trip: its offset is the least wrong.
 *
 * @param {readonly Sample[]} samples
 */
export const bestOf = (samples) =>
  samples.reduce((best, sample) => (sample.roundTrip < best.roundTrip ? sample : best));
