/**
 * What a page needs from whatever carries pictures and sound. Two engines exist: peer to peer and RealtimeKit;
 * the server's snapshot says which one a session uses.
 *
 * @import { Channel } from "../channel.js"
 * @import { ConnectionQuality, MediaSettings, SelfPeer, Signal } from "../protocol.js"
 *
 * @typedef {"microphone"|"camera"} DeviceKind
 *
 * @typedef {object} EngineContext
 * @property {Channel} channel
 * @property {SelfPeer} self
 * @property {MediaSettings} media
 * @property {string} token The token the channel was opened with.
 * @property {MediaStream} localStream Own microphone and camera; empty at the console.
 * @property {() => Promise<string|null>} [renewToken] Where the page can get another token than the channel's.
 *
 * @typedef {object} EngineEvents
 * @property {{participantId: string, kind: "camera"|"screen", stream: MediaStream|null}} remotestream
 * @property {{participantId: string, connected: boolean}} link Whether media of a participant flows.
 * @property {{quality: ConnectionQuality}} quality Of this page's own connection; only when it changed.
 * @property {{kind: DeviceKind, on: boolean, unasked?: boolean}} device The engine itself switched an own device;
 *     unasked: nobody on this page wanted it.
 * @property {{active: boolean, stream: MediaStream|null}} screenshare The own screen share began or ended.
 * @property {{message: string|null}} problem Why there is no sound and no picture, for the person; null: there is again.
 * @property {{reason: "removed"|"ended"}} over The engine's service put this page out of the call.
 */

/**
 * @abstract
 */
export class MediaEngine extends EventTarget {
  /** @param {EngineContext} context */
  constructor(context) {
    super();
    this.context = context;
  }

  /**
   * Begins to exchange media with these participants (without the own one).
   *
   * @param {string[]} participantIds
   * @returns {Promise<void>}
   */
  async join(participantIds) {
    throw new Error(`join is not implemented for ${participantIds.length} participants`);
  }

  /**
   * The others changed: who is not in the list has left.
   *
   * @param {string[]} participantIds
   */
  roster(participantIds) {
    void participantIds;
  }

  /** The channel was lost and is open again. */
  reconnected() {}

  /**
   * A negotiation step came by the channel.
   *
   * @param {Signal} signal
   */
  signal(signal) {
    void signal;
  }

  /**
   * Gives the engine a device that was opened later; it replaces one of the same kind.
   *
   * @param {MediaStreamTrack} track
   * @returns {Promise<void>}
   */
  async useTrack(track) {
    void track;
  }

  /**
   * @param {boolean} on
   * @returns {Promise<boolean>} Whether the microphone is on now.
   */
  async setMicrophone(on) {
    return on && false;
  }

  /**
   * @param {boolean} on
   * @returns {Promise<boolean>} Whether the camera is on now.
   */
  async setCamera(on) {
    return on && false;
  }

  /**
   * Asks the person for a screen and shares it. Rejects with the browser's DOMException if it was refused.
   *
   * @returns {Promise<void>}
   */
  async startScreenShare() {}

  /** @returns {Promise<void>} */
  async stopScreenShare() {}

  /**
   * Gives up all connections. The caller stops its own microphone and camera.
   *
   * @param {{quick?: boolean}} [options] quick: the page is going away, only the farewell is sent.
   * @returns {Promise<void>}
   */
  async leave(options) {
    void options;
  }

  /**
   * @template {keyof EngineEvents} K
   * @param {K} type
   * @param {EngineEvents[K]} detail
   * @protected
   */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /**
   * Listens with the type of the event's detail.
   *
   * @template {keyof EngineEvents} K
   * @param {K} type
   * @param {(detail: EngineEvents[K]) => void} listener
   */
  on(type, listener) {
    this.addEventListener(type, (event) => listener(/** @type {CustomEvent} */ (event).detail));
  }
}
