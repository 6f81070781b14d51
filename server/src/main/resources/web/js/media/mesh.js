/**
 * The links to all peers, and their healing. Participants connect to each other; the console only receives.
 *
 * Healing: whoever misses a connection for too long acts. Of two participants the one with the smaller id
 * offers anew and the other asks for an offer; the console always asks.
 *
 * @import { Signal, SelfPeer } from "../protocol.js"
 * @import { Slot, Tracks } from "./peer-link.js"
 *
 * @typedef {object} MeshOptions
 * @property {SelfPeer} self
 * @property {RTCIceServer[]} iceServers
 * @property {MediaStream} localStream
 * @property {(signal: Signal) => void} send
 * @property {(peerId: string, link: PeerLink|null) => void} onLink A link was negotiated, changed state or is gone.
 */

import { randomId } from "../random-id.js";
import { patienceMs } from "./healing.js";
import { PeerLink } from "./peer-link.js";

/** Offers older than this no longer compete with an offer of the peer: theirs was lost, or ours was. */
const GLARE_MS = 3_000;

export class Mesh {
  /** @param {MeshOptions} options */
  constructor(options) {
    this.options = options;
    /** @type {Map<string, PeerLink>} */
    this.links = new Map();
    /** @type {Map<string, {missingSince: number, attempts: number}>} The participants to be connected with. */
    this.wanted = new Map();
    /** @type {Tracks} */
    this.tracks = {};
    this.timer = setInterval(() => this.#heal(Date.now()), 1_000);
  }

  get isControl() {
    return this.options.self.role === "control";
  }

  /**
   * @param {string} peerId
   */
  want(peerId) {
    if (!this.wanted.has(peerId)) this.wanted.set(peerId, { missingSince: Date.now(), attempts: 0 });
  }

  /** @param {string} peerId */
  drop(peerId) {
    this.wanted.delete(peerId);
    this.#discard(peerId, false);
  }

  /**
   * Makes a fresh connection: offers it, or (console) asks the participant for it.
   *
   * @param {string} peerId
   */
  connect(peerId) {
    if (this.isControl) {
      this.#ask(peerId);
      return;
    }
    const link = this.#newLink(peerId, randomId());
    void link.offer();
  }

  /** @param {Signal} signal */
  receive(signal) {
    const peerId = signal.from ?? "";
    const link = this.links.get(peerId);
    const current = link?.options.connectionId === signal.connection_id ? link : undefined;
    if (signal.kind === "request") this.#answerRequest(peerId, link);
    else if (signal.kind === "offer") this.#answerOffer(peerId, signal, link);
    else if (signal.kind === "answer") {
      void current?.acceptAnswer(signal.sdp ?? "").then(() => this.options.onLink(peerId, current));
    } else if (signal.kind === "candidate") void current?.addCandidate(signal.candidate ?? null);
    else if (signal.kind === "bye" && (current || !this.wanted.has(peerId))) this.#discard(peerId, false);
  }

  /**
   * @param {Slot} slot
   * @param {MediaStreamTrack|null} track
   */
  async setTrack(slot, track) {
    this.tracks[slot] = track;
    await Promise.all([...this.links.values()].map((link) => link.replaceTrack(slot, track)));
  }

  /** @param {{farewell: boolean}} options */
  close({ farewell }) {
    clearInterval(this.timer);
    this.wanted.clear();
    for (const peerId of [...this.links.keys()]) this.#discard(peerId, farewell);
  }

  /**
   * @param {string} peerId
   * @param {PeerLink|undefined} link
   */
  #answerRequest(peerId, link) {
    if (this.isControl) return;
    const offerUnderWay = link?.pending && Date.now() - link.createdAt < GLARE_MS;
    if (!offerUnderWay) this.connect(peerId);
  }

  /**
   * @param {string} peerId
   * @param {Signal} signal
   * @param {PeerLink|undefined} link
   */
  #answerOffer(peerId, signal, link) {
    const mineWins = this.options.self.peer_id < peerId;
    if (link?.pending && mineWins && Date.now() - link.createdAt < GLARE_MS) return;
    const fresh = this.#newLink(peerId, signal.connection_id);
    void fresh.acceptOffer(signal.sdp ?? "").then(() => this.options.onLink(peerId, fresh));
  }

  /**
   * @param {string} peerId
   * @param {string} connectionId
   */
  #newLink(peerId, connectionId) {
    this.#discard(peerId, false);
    const { self, iceServers, localStream, send, onLink } = this.options;
    const between = this.wanted.has(peerId) ? "sendrecv" : "sendonly";
    const link = new PeerLink({
      peerId,
      connectionId,
      iceServers,
      localStream,
      direction: self.role === "control" ? "recvonly" : between,
      tracks: this.tracks,
      send: (signal) => send({ ...signal, to: peerId }),
      onState: (changed) => onLink(peerId, changed),
    });
    this.links.set(peerId, link);
    return link;
  }

  /**
   * @param {string} peerId
   * @param {boolean} farewell
   */
  #discard(peerId, farewell) {
    const link = this.links.get(peerId);
    if (!link) return;
    this.links.delete(peerId);
    link.close({ farewell });
    this.options.onLink(peerId, null);
  }

  /** @param {string} peerId */
  #ask(peerId) {
    this.options.send({ to: peerId, kind: "request", connection_id: randomId() });
  }

  /** @param {number} now */
  #heal(now) {
    for (const [peerId, want] of this.wanted) {
      const link = this.links.get(peerId);
      if (link?.state === "connected") {
        want.missingSince = now;
        want.attempts = 0;
        continue;
      }
      const since = Math.max(want.missingSince, link?.createdAt ?? 0);
      if (now - since < patienceMs(link?.state, want.attempts)) continue;
      want.missingSince = now;
      want.attempts += 1;
      if (this.isControl || this.options.self.peer_id > peerId) this.#ask(peerId);
      else this.connect(peerId);
    }
  }
}
