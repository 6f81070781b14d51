/**
 * The others in a RealtimeKit room, by participant.
 *
 * @import { EngineEvents } from "./engine.js"
 * @import { RemotePeer } from "./realtimekit-sdk.js"
 */

/** The preset of operators, as the server creates it: nobody is to see that they are there. */
const OPERATORS = "video_call_operator";

/**
 * One participant may be there several times, as in a tab that was left behind: the newest counts.
 */
export class RemotePeers {
  /**
   * @param {string|undefined} ownId
   * @param {{onStream: (stream: EngineEvents["remotestream"]) => void, onLink: (link: EngineEvents["link"]) => void}} hooks
   */
  constructor(ownId, { onStream, onLink }) {
    this.ownId = ownId;
    this.onStream = onStream;
    this.onLink = onLink;
    /** @type {Map<string, RemotePeer>} */
    this.current = new Map();
    /** @type {Map<string, string>} What is shown, by participant and kind: the tracks' ids. */
    this.shown = new Map();
  }

  /** @param {RemotePeer[]} peers All of them. */
  are(peers) {
    const newest = new Map(peers.filter((peer) => this.#counts(peer)).map((peer) => [peer.userId, peer]));
    for (const participantId of this.current.keys()) {
      if (!newest.has(participantId)) this.#gone(participantId);
    }
    for (const [participantId, peer] of newest) {
      const isNew = !this.current.has(participantId);
      this.current.set(participantId, peer);
      this.#show(peer);
      if (isNew) this.onLink({ participantId, connected: true });
    }
  }

  /** @param {RemotePeer} peer */
  changed(peer) {
    if (this.current.get(peer.userId)?.id === peer.id) this.#show(peer);
  }

  /** @param {RemotePeer} peer */
  #counts({ userId, presetName }) {
    return Boolean(userId) && userId !== this.ownId && presetName !== OPERATORS;
  }

  /** @param {string} participantId */
  #gone(participantId) {
    this.current.delete(participantId);
    this.#stream(participantId, "camera", []);
    this.#stream(participantId, "screen", []);
    this.onLink({ participantId, connected: false });
  }

  /** @param {RemotePeer} peer */
  #show(peer) {
    const { video, audio } = (peer.screenShareEnabled && peer.screenShareTracks) || {};
    this.#stream(peer.userId, "camera", [peer.audioEnabled && peer.audioTrack, peer.videoEnabled && peer.videoTrack]);
    this.#stream(peer.userId, "screen", [video, audio]);
  }

  /**
   * @param {string} participantId
   * @param {"camera"|"screen"} kind
   * @param {(MediaStreamTrack|false|null|undefined)[]} tracks
   */
  #stream(participantId, kind, tracks) {
    const present = tracks.filter((track) => track instanceof MediaStreamTrack);
    const place = `${kind} ${participantId}`;
    const ids = present.map(({ id }) => id).join(" ");
    if (ids === (this.shown.get(place) ?? "")) return;
    if (ids) this.shown.set(place, ids);
    else this.shown.delete(place);
    this.onStream({ participantId, kind, stream: ids ? new MediaStream(present) : null });
  }
}
