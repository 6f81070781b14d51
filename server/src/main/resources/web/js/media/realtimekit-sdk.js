/**
 * Where the RealtimeKit web SDK comes from, and the part of it that is used.
 * Version and hash stand only here; the server allows this address in its content security policy.
 *
 * @typedef {object} Emitter
 * @property {(event: string, listener: (...values: any[]) => void) => void} on
 *
 * @typedef {Emitter & {
 *   id: string,
 *   userId: string,
 *   audioEnabled: boolean,
 *   videoEnabled: boolean,
 *   screenShareEnabled: boolean,
 *   audioTrack?: MediaStreamTrack,
 *   videoTrack?: MediaStreamTrack,
 *   screenShareTracks?: {audio?: MediaStreamTrack, video?: MediaStreamTrack},
 * }} RemotePeer
 *
 * @typedef {Emitter & {
 *   audioEnabled: boolean,
 *   videoEnabled: boolean,
 *   screenShareEnabled: boolean,
 *   screenShareTracks?: {audio?: MediaStreamTrack, video?: MediaStreamTrack},
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
 * @property {(options: {authToken: string, defaults: {audio: boolean, video: boolean}}) => Promise<Meeting>} init
 */

const URL = "https://cdn.jsdelivr.net/npm/@cloudflare/realtimekit@2.0.2/dist/browser.js";
const INTEGRITY = "sha384-lFXT0ldxi5sQ1wA86msP3ur5BxzZf9dyFkjT3PG884u6bf48UXXJPJl0QOL07TpO";

/** @type {Promise<RealtimeKitSdk>|null} */
let loading = null;

/**
 * The SDK, fetched at most once; a failed fetch may be repeated.
 *
 * @returns {Promise<RealtimeKitSdk>}
 */
export function loadSdk() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = URL;
    script.integrity = INTEGRITY;
    script.crossOrigin = "anonymous";
    script.onload = () => resolve(/** @type {any} */ (globalThis).RealtimeKitClient);
    script.onerror = () => {
      loading = null;
      script.remove();
      reject(new Error("The video service could not be loaded"));
    };
    document.head.append(script);
  });
  return loading;
}
