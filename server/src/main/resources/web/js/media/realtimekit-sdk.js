/**
 * Where the RealtimeKit web SDK comes from, and the part of it that is used.
 * Version and hash stand only here; the server allows this address in its content security policy.
 *
 * @typedef {object} Emitter
 * @property {(event: string, listener: (...values: any[]) => void) => void} on
 *
 * @typedef {object} ScreenShare
 * @property {boolean} screenShareEnabled
 * @property {{audio?: MediaStreamTrack, video?: MediaStreamTrack}} [screenShareTracks]
 *
 * @typedef {Emitter & ScreenShare & {
 *   id: string,
 *   userId: string,
 *   presetName?: string,
 *   audioEnabled: boolean,
 *   videoEnabled: boolean,
 *   audioTrack?: MediaStreamTrack,
 *   videoTrack?: MediaStreamTrack,
 * }} RemotePeer
 *
 * @typedef {Emitter & ScreenShare & {
 *   audioEnabled: boolean,
 *   videoEnabled: boolean,
 *   enableAudio: (track?: MediaStreamTrack) => Promise<void>,
 *   disableAudio: () => Promise<void>,
 *   enableVideo: (track?: MediaStreamTrack) => Promise<void>,
 *   disableVideo: () => Promise<void>,
 *   enableScreenShare: () => Promise<void>,
 *   disableScreenShare: () => Promise<void>,
 * }} OwnPeer
 *
 * @typedef {object} Meeting
 * @property {OwnPeer} self
 * @property {{joined: Emitter & {toArray: () => RemotePeer[]}}} participants
 * @property {Emitter} meta
 * @property {() => Promise<void>} join
 * @property {() => Promise<void>} leave
 *
 * @typedef {object} RealtimeKitSdk
 * @property {(options: {authToken: string, defaults: Record<string, boolean>, modules: Record<string, boolean>}) => Promise<Meeting>} init
 */

import { Failure } from "./realtimekit-failure.js";

const URL = "https://cdn.jsdelivr.net/npm/@cloudflare/realtimekit@2.0.2/dist/browser.js";
const INTEGRITY = "sha384-lFXT0ldxi5sQ1wA86msP3ur5BxzZf9dyFkjT3PG884u6bf48UXXJPJl0QOL07TpO";

/** The page has its own of these; without them the SDK asks for less, and sends no telemetry of its own accord. */
const MODULES = Object.freeze({ chat: false, poll: false, plugin: false, tracing: false });

const LOAD_MS = 20_000;
const ENTER_MS = 30_000;

const NOT_LOADED = "Sound and pictures are not available: the video service could not be loaded."
  + " The network or an extension of the browser may block it. Trying again…";
const TOO_SLOW = "Sound and pictures are not available: the video service does not answer. Trying again…";

/** @type {Promise<RealtimeKitSdk>|null} */
let loading = null;

/**
 * The SDK, fetched at most once; a failed fetch may be repeated.
 *
 * @returns {Promise<RealtimeKitSdk>}
 * @throws {Failure} Blocked, offline, not the file that is expected, or nothing for 20 seconds.
 */
export function loadSdk() {
  loading ??= within(LOAD_MS, NOT_LOADED, fetchSdk()).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** @returns {Promise<RealtimeKitSdk>} */
function fetchSdk() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = URL;
    script.integrity = INTEGRITY;
    script.crossOrigin = "anonymous";
    const fail = () => {
      script.remove();
      reject(new Failure(NOT_LOADED, false));
    };
    script.onerror = fail;
    script.onload = () => {
      const { RealtimeKitClient } = /** @type {any} */ (globalThis);
      if (RealtimeKitClient) resolve(RealtimeKitClient);
      else fail();
    };
    document.head.append(script);
  });
}

/**
 * Goes into the room; devices stay off.
 *
 * @param {RealtimeKitSdk} sdk
 * @param {string} authToken
 * @param {(meeting: Meeting) => boolean} take Gets the meeting before it is joined; false: it is not wanted any more.
 * @throws {Failure|Error} The SDK's own, or nothing for 30 seconds.
 */
export async function enter(sdk, authToken, take) {
  const begun = sdk.init({ authToken, defaults: { audio: false, video: false }, modules: { ...MODULES } });
  let late = false;
  void begun.then((meeting) => late && leaveQuietly(meeting)).catch(() => undefined);
  const meeting = await within(ENTER_MS, TOO_SLOW, begun).catch((error) => {
    late = true;
    throw error;
  });
  if (take(meeting)) await within(ENTER_MS, TOO_SLOW, meeting.join());
  else await leaveQuietly(meeting);
}

/** @param {Meeting} meeting */
export async function leaveQuietly(meeting) {
  await Promise.resolve(meeting.leave()).catch(() => undefined);
}

/**
 * @template T
 * @param {number} milliseconds
 * @param {string} otherwise
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
function within(milliseconds, otherwise, promise) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Failure(otherwise, false)), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
