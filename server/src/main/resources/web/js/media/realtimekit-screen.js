/**
 * The own shared screen at the RealtimeKit SDK.
 *
 * @import { EngineEvents } from "./engine.js"
 * @import { OwnPeer, ScreenShare } from "./realtimekit-sdk.js"
 */

import { NOT_CONNECTED } from "./realtimekit-failure.js";

const REFUSALS = new Set(["DENIED", "CANCELED", "SYSTEM_DENIED"]);

export class OwnScreen {
  /** @param {(share: EngineEvents["screenshare"]) => void} tell */
  constructor(tell) {
    this.tell = tell;
    /** @type {OwnPeer|null} */
    this.self = null;
    this.active = false;
    this.denied = false;
  }

  /** @param {OwnPeer} self */
  attach(self) {
    this.self = self;
  }

  detach() {
    this.self = null;
    this.updated({ screenShareEnabled: false });
  }

  /** The SDK swallows what the browser says: whether it is shared then tells. */
  async start() {
    const { self } = this;
    if (!self) throw new Error(NOT_CONNECTED);
    this.denied = false;
    await self.enableScreenShare();
    if (self.screenShareEnabled) return;
    throw new DOMException("The screen is not shared", this.denied ? "NotAllowedError" : "AbortError");
  }

  async stop() {
    await this.self?.disableScreenShare();
  }

  /** @param {ScreenShare} share */
  updated({ screenShareEnabled: active, screenShareTracks }) {
    if (!active && !this.active) return;
    this.active = active;
    const track = active ? screenShareTracks?.video : undefined;
    this.tell({ active, stream: track ? new MediaStream([track]) : null });
  }

  /** @param {{kind: string, message: string}} refusal */
  refused({ kind, message }) {
    if (kind === "screenshare" && REFUSALS.has(message)) this.denied = true;
  }
}
