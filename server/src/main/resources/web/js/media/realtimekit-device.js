/**
 * The own microphone or camera at the RealtimeKit SDK.
 *
 * @import { DeviceKind, EngineEvents } from "./engine.js"
 * @import { OwnPeer } from "./realtimekit-sdk.js"
 */

import { NOT_CONNECTED } from "./realtimekit-failure.js";

const CALLS = Object.freeze({
  microphone: { on: "enableAudio", off: "disableAudio", is: "audioEnabled" },
  camera: { on: "enableVideo", off: "disableVideo", is: "videoEnabled" },
});

/**
 * The page opens the device and keeps it; the SDK gets a copy each time, for it stops what it was given when it
 * switches it off. What the SDK does by itself is told, or undone where it would send against the person's wish.
 */
export class OwnDevice {
  /**
   * @param {DeviceKind} kind
   * @param {MediaStreamTrack|undefined} track
   * @param {(device: EngineEvents["device"]) => void} tell
   */
  constructor(kind, track, tell) {
    this.kind = kind;
    this.track = track;
    this.tell = tell;
    this.wanted = track?.enabled ?? false;
    /** @type {MediaStreamTrack|null} The one that the SDK has a copy of. */
    this.sent = null;
    /** @type {OwnPeer|null} Null outside the room. */
    this.self = null;
    this.steps = 0;
    /** @type {Promise<unknown>} */
    this.chain = Promise.resolve();
  }

  /**
   * In the room: switches to what is wanted, and tells what came of it.
   *
   * @param {OwnPeer} self
   */
  async attach(self) {
    this.self = self;
    const on = await this.#settled();
    this.tell({ kind: this.kind, on });
  }

  detach() {
    this.self = null;
    this.sent = null;
  }

  /** Resolves when no call of the SDK is under way. */
  idle() {
    return this.chain;
  }

  /** @param {MediaStreamTrack} track */
  async use(track) {
    this.track = track;
    if (this.self && this.wanted) await this.#settled();
  }

  /**
   * @param {boolean} on
   * @returns {Promise<boolean>} Whether it is on now.
   */
  async set(on) {
    if (!this.self && on) throw new Error(NOT_CONNECTED);
    this.#want(on);
    if (!this.self) return false;
    const now = await this.#settled();
    if (on && !now) this.#want(false);
    return now;
  }

  /** The SDK says that something changed. */
  updated() {
    const { self, track } = this;
    if (!self || this.steps > 0) return;
    const on = self[CALLS[this.kind].is];
    const may = this.wanted && track?.readyState === "live";
    if (on && !may) void this.#settled();
    if (!on && this.wanted) {
      this.#want(false);
      this.tell({ kind: this.kind, on: false, unasked: true });
    }
  }

  /** @param {boolean} on */
  #want(on) {
    this.wanted = on;
    if (this.track) this.track.enabled = on;
  }

  /** One call after the other: the SDK refuses a second one while the first runs. */
  #settled() {
    this.steps++;
    const settled = this.chain
      .then(() => this.#settle())
      .catch(() => this.self?.[CALLS[this.kind].is] ?? false)
      .finally(() => this.steps--);
    this.chain = settled;
    return settled;
  }

  /** @returns {Promise<boolean>} */
  async #settle() {
    const { self, track } = this;
    const call = CALLS[this.kind];
    if (!self) return false;
    const usable = this.wanted && track?.readyState === "live" ? track : null;
    if (self[call.is] && (!usable || usable !== this.sent)) await self[call.off]();
    if (usable && !self[call.is]) {
      usable.enabled = true;
      await self[call.on](usable.clone());
    }
    this.sent = self[call.is] ? usable : null;
    return self[call.is];
  }
}
