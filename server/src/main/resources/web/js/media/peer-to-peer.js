/**
 * Media straight between browsers (full mesh); the channel carries the negotiation.
 *
 * @import { EngineContext } from "./engine.js"
 * @import { Signal } from "../protocol.js"
 */

import { MediaEngine } from "./engine.js";
import { Mesh } from "./mesh.js";
import { QualityMeter } from "./quality-meter.js";

export class PeerToPeerEngine extends MediaEngine {
  /** @param {EngineContext} context */
  constructor(context) {
    super(context);
    /** @type {MediaStream|null} */
    this.screen = null;
    this.mesh = new Mesh({
      self: context.self,
      iceServers: context.media.ice_servers ?? [],
      localStream: context.localStream,
      send: (signal) => context.channel.send("signal", signal),
      onLink: (peerId, link) => {
        const participantId = peerId;
        if (!this.mesh.wanted.has(peerId)) {
          if (!link) this.#noStreams(participantId);
          return;
        }
        const streams = link?.streams() ?? null;
        if (!streams) this.#noStreams(participantId);
        else this.#showStreams(participantId, link?.options.connectionId ?? "", streams);
        this.tell("link", { participantId, connected: link?.state === "connected" });
      },
    });
    /** @type {Map<string, string>} Whose streams of which connection are shown. */
    this.shown = new Map();
    this.meter = new QualityMeter({
      connections: () => [...this.mesh.links.values()].map(({ pc }) => pc),
      onChange: (quality) => this.tell("quality", { quality }),
    });
  }

  /**
   * Offers to everybody who is already there (as console: asks everybody for an offer).
   *
   * @override
   * @param {string[]} participantIds
   */
  async join(participantIds) {
    const { localStream, self } = this.context;
    const [audio = null] = localStream.getAudioTracks();
    const [camera = null] = localStream.getVideoTracks();
    this.mesh.tracks = { ...this.mesh.tracks, audio, camera };
    for (const id of participantIds) this.mesh.want(id);
    for (const id of participantIds) this.mesh.connect(id);
    if (self.role === "participant") this.meter.start();
  }

  /**
   * @override
   * @param {string[]} participantIds
   */
  roster(participantIds) {
    const gone = [...this.mesh.wanted.keys()].filter((id) => !participantIds.includes(id));
    for (const id of gone) this.mesh.drop(id);
    for (const id of participantIds) {
      const isNew = !this.mesh.wanted.has(id);
      this.mesh.want(id);
      if (isNew && this.mesh.isControl) this.mesh.connect(id);
    }
  }

  /**
   * The server forgot the console when its socket closed, and told the participants; they must offer again.
   *
   * @override
   */
  reconnected() {
    if (!this.mesh.isControl) return;
    for (const id of this.mesh.wanted.keys()) this.mesh.connect(id);
  }

  /**
   * @override
   * @param {Signal} signal
   */
  signal(signal) {
    this.mesh.receive(signal);
  }

  /**
   * @override
   * @param {MediaStreamTrack} track
   */
  async useTrack(track) {
    await this.mesh.setTrack(track.kind === "audio" ? "audio" : "camera", track);
  }

  /**
   * @override
   * @param {boolean} on
   */
  async setMicrophone(on) {
    return enable(this.mesh.tracks.audio, on);
  }

  /**
   * @override
   * @param {boolean} on
   */
  async setCamera(on) {
    return enable(this.mesh.tracks.camera, on);
  }

  /** @override */
  async startScreenShare() {
    this.screen = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: false });
    const [track] = this.screen.getVideoTracks();
    track.contentHint = "detail";
    track.addEventListener("ended", () => void this.stopScreenShare());
    await this.mesh.setTrack("screen", track);
    this.tell("screenshare", { active: true, stream: this.screen });
  }

  /** @override */
  async stopScreenShare() {
    if (!this.screen) return;
    for (const track of this.screen.getTracks()) track.stop();
    this.screen = null;
    await this.mesh.setTrack("screen", null);
    this.tell("screenshare", { active: false, stream: null });
  }

  /**
   * @override
   * @param {{quick?: boolean}} [options]
   */
  async leave({ quick = false } = {}) {
    this.meter.stop();
    this.mesh.close({ farewell: true });
    if (!quick) for (const track of this.screen?.getTracks() ?? []) track.stop();
  }

  /**
   * @param {string} participantId
   * @param {string} connectionId
   * @param {{camera: MediaStream, screen: MediaStream}} streams
   */
  #showStreams(participantId, connectionId, streams) {
    if (this.shown.get(participantId) === connectionId) return;
    this.shown.set(participantId, connectionId);
    this.tell("remotestream", { participantId, kind: "camera", stream: streams.camera });
    this.tell("remotestream", { participantId, kind: "screen", stream: streams.screen });
  }

  /** @param {string} participantId */
  #noStreams(participantId) {
    if (!this.shown.delete(participantId)) return;
    this.tell("remotestream", { participantId, kind: "camera", stream: null });
    this.tell("remotestream", { participantId, kind: "screen", stream: null });
  }
}

/**
 * @param {MediaStreamTrack|null|undefined} track
 * @param {boolean} on
 */
function enable(track, on) {
  if (!track || track.readyState === "ended") return false;
  track.enabled = on;
  return on;
}
