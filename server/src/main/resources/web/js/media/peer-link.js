/**
 * One RTCPeerConnection to one peer, negotiated once: audio, camera, screen, in this order.
 * Whatever is switched later replaces a track and never negotiates again.
 *
 * @import { Signal } from "../protocol.js"
 *
 * @typedef {"audio"|"camera"|"screen"} Slot
 * @typedef {Partial<Record<Slot, MediaStreamTrack|null>>} Tracks
 *
 * @typedef {object} PeerLinkOptions
 * @property {string} peerId
 * @property {string} connectionId Chosen by the offerer.
 * @property {RTCIceServer[]} iceServers
 * @property {RTCRtpTransceiverDirection} direction
 * @property {MediaStream} localStream Names the stream on the wire, so that lips and voice stay together.
 * @property {Tracks} tracks
 * @property {(signal: Omit<Signal, "to">) => void} send
 * @property {(link: PeerLink) => void} onState
 */

import { limitBitrates } from "./bitrates.js";

/** @type {readonly Slot[]} */
export const SLOTS = Object.freeze(/** @type {const} */ (["audio", "camera", "screen"]));

export class PeerLink {
  /** @param {PeerLinkOptions} options */
  constructor(options) {
    this.options = options;
    this.createdAt = Date.now();
    this.offering = false;
    this.closed = false;
    /** @type {(RTCIceCandidateInit|null)[]} Candidates that came before the description. */
    this.early = [];
    this.chain = Promise.resolve();
    this.pc = new RTCPeerConnection({ iceServers: options.iceServers, bundlePolicy: "max-bundle" });
    this.pc.onconnectionstatechange = () => options.onState(this);
    this.pc.onicecandidate = ({ candidate }) => {
      if (!this.closed) this.#send("candidate", { candidate: candidate ? candidate.toJSON() : null });
    };
  }

  /** @returns {RTCPeerConnectionState} */
  get state() {
    return this.closed ? "closed" : this.pc.connectionState;
  }

  /** True between the own offer and its answer. */
  get pending() {
    return this.offering && this.pc.remoteDescription === null;
  }

  /** @returns {Promise<void>} */
  offer() {
    this.offering = true;
    return this.#inOrder(async () => {
      const { direction, localStream, tracks } = this.options;
      for (const slot of SLOTS) {
        const streams = slot === "screen" ? [] : [localStream];
        this.pc.addTransceiver(tracks[slot] ?? (slot === "audio" ? "audio" : "video"), { direction, streams });
      }
      await this.pc.setLocalDescription();
      this.#send("offer", { sdp: this.pc.localDescription?.sdp });
    });
  }

  /**
   * @param {string} sdp
   * @returns {Promise<void>}
   */
  acceptOffer(sdp) {
    return this.#inOrder(async () => {
      await this.pc.setRemoteDescription({ type: "offer", sdp });
      for (const [index, transceiver] of this.pc.getTransceivers().entries()) {
        transceiver.direction = this.options.direction;
        if (this.options.direction === "recvonly") continue;
        if (SLOTS[index] !== "screen") transceiver.sender.setStreams(this.options.localStream);
        await transceiver.sender.replaceTrack(this.options.tracks[SLOTS[index]] ?? null);
      }
      await this.pc.setLocalDescription();
      this.#send("answer", { sdp: this.pc.localDescription?.sdp });
      await this.#addEarlyCandidates();
      await limitBitrates(this.pc, this.options.direction);
    });
  }

  /**
   * @param {string} sdp
   * @returns {Promise<void>}
   */
  acceptAnswer(sdp) {
    return this.#inOrder(async () => {
      if (this.pc.signalingState !== "have-local-offer") return;
      await this.pc.setRemoteDescription({ type: "answer", sdp });
      await this.#addEarlyCandidates();
      await limitBitrates(this.pc, this.options.direction);
    });
  }

  /** @param {RTCIceCandidateInit|null} candidate */
  addCandidate(candidate) {
    return this.#inOrder(async () => {
      if (this.pc.remoteDescription) await this.pc.addIceCandidate(candidate ?? undefined);
      else this.early.push(candidate);
    });
  }

  /**
   * @param {Slot} slot
   * @param {MediaStreamTrack|null} track
   */
  replaceTrack(slot, track) {
    return this.#inOrder(async () => {
      await this.pc.getTransceivers()[SLOTS.indexOf(slot)]?.sender.replaceTrack(track);
    });
  }

  /** What the peer sends: its camera with sound, and its screen. Empty until negotiated. */
  streams() {
    const [audio, camera, screen] = this.pc.getTransceivers().map(({ receiver }) => receiver.track);
    return audio && camera && screen ? { camera: new MediaStream([audio, camera]), screen: new MediaStream([screen]) } : null;
  }

  /** @param {{farewell: boolean}} options */
  close({ farewell }) {
    if (this.closed) return;
    this.closed = true;
    this.pc.onconnectionstatechange = this.pc.onicecandidate = null;
    this.pc.close();
    if (farewell) this.#send("bye", {});
  }

  /**
   * Steps run strictly one after the other. A step of a closed connection may never end; nobody waits for it.
   *
   * @param {() => Promise<void>} step
   * @returns {Promise<void>}
   */
  #inOrder(step) {
    this.chain = this.chain
      .then(() => (this.closed ? undefined : step()))
      .catch((error) => {
        if (!this.closed) console.warn("A negotiation step failed:", error);
      });
    return this.chain;
  }

  async #addEarlyCandidates() {
    for (const candidate of this.early.splice(0)) await this.pc.addIceCandidate(candidate ?? undefined);
  }

  /**
   * @param {Signal["kind"]} kind
   * @param {object} rest
   */
  #send(kind, rest) {
    this.options.send({ kind, connection_id: this.options.connectionId, ...rest });
  }
}
