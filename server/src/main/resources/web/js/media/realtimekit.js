/**
 * Media through Cloudflare RealtimeKit. Participants are recognised by `userId`, which is the participant id.
 *
 * @import { EngineContext } from "./engine.js"
 * @import { ConnectionQuality } from "../protocol.js"
 * @import { Meeting, RemotePeer } from "./realtimekit-sdk.js"
 */

import { claimsOf } from "../token.js";
import { MediaEngine } from "./engine.js";
import { loadSdk } from "./realtimekit-sdk.js";

export class RealtimeKitEngine extends MediaEngine {
  /** @param {EngineContext} context */
  constructor(context) {
    super(context);
    /** @type {Meeting|null} */
    this.meeting = null;
    this.joined = false;
    /** @type {{microphone: MediaStreamTrack|undefined, camera: MediaStreamTrack|undefined}} */
    this.devices = {
      microphone: context.localStream.getAudioTracks()[0],
      camera: context.localStream.getVideoTracks()[0],
    };
    /** @type {ConnectionQuality|null} */
    this.quality = null;
  }

  /**
   * The service knows by itself who is there and comes back by itself: joining once is enough.
   *
   * @override
   */
  async join() {
    if (this.joined) return;
    this.joined = true;
    const authToken = this.context.media.auth_token ?? this.context.token;
    if (!claimsOf(authToken).meetingId) {
      this.tell("problem", { message: "Live pictures are not available on this page." });
      return;
    }
    try {
      const sdk = await loadSdk();
      this.meeting = await sdk.init({ authToken, defaults: { audio: false, video: false } });
      this.#listen(this.meeting);
      await this.meeting.join();
      for (const peer of this.meeting.participants.joined.toArray()) this.#show(peer);
      await this.setMicrophone(this.devices.microphone?.enabled ?? false);
      await this.setCamera(this.devices.camera?.enabled ?? false);
    } catch (error) {
      for (const kind of /** @type {const} */ (["microphone", "camera"])) this.tell("device", { kind, on: false });
      const [reason] = (error instanceof Error ? error.message : "").split("\n");
      this.tell("problem", { message: `Sound and pictures are not available: ${reason || "the service failed"}. Reload the page to try again.` });
    }
  }

  /**
   * @override
   * @param {MediaStreamTrack} track
   */
  async useTrack(track) {
    this.devices[track.kind === "audio" ? "microphone" : "camera"] = track;
  }

  /**
   * @override
   * @param {boolean} on
   */
  async setMicrophone(on) {
    const self = this.meeting?.self;
    if (!self) return false;
    if (on && !self.audioEnabled && this.devices.microphone) await self.enableAudio(live(this.devices.microphone));
    else if (!on && self.audioEnabled) await self.disableAudio();
    return self.audioEnabled;
  }

  /**
   * @override
   * @param {boolean} on
   */
  async setCamera(on) {
    const self = this.meeting?.self;
    if (!self) return false;
    if (on && !self.videoEnabled && this.devices.camera) await self.enableVideo(live(this.devices.camera));
    else if (!on && self.videoEnabled) await self.disableVideo();
    return self.videoEnabled;
  }

  /** @override */
  async startScreenShare() {
    await this.meeting?.self.enableScreenShare();
  }

  /** @override */
  async stopScreenShare() {
    await this.meeting?.self.disableScreenShare();
  }

  /**
   * @override
   */
  async leave() {
    const meeting = this.meeting;
    this.meeting = null;
    await meeting?.leave().catch(() => undefined);
  }

  /** @param {Meeting} meeting */
  #listen({ self, participants, meta }) {
    self.on("audioUpdate", ({ audioEnabled }) => this.tell("device", { kind: "microphone", on: audioEnabled }));
    self.on("videoUpdate", ({ videoEnabled }) => this.tell("device", { kind: "camera", on: videoEnabled }));
    self.on("screenShareUpdate", ({ screenShareEnabled, screenShareTracks }) => {
      const track = screenShareEnabled ? screenShareTracks?.video : undefined;
      this.tell("screenshare", { active: screenShareEnabled, stream: track ? new MediaStream([track]) : null });
    });
    self.on("mediaScoreUpdate", ({ score }) => this.#judge(qualityOfScore(score)));
    meta.on("socketConnectionUpdate", ({ state }) => {
      if (state !== "connected") this.#judge("disconnected");
    });
    self.on("roomLeft", ({ state }) => {
      if (!this.meeting) return;
      if (state === "kicked") this.tell("over", { reason: "removed" });
      else if (state === "ended") this.tell("over", { reason: "ended" });
      else this.tell("problem", { message: "The video service lost the connection. Reload the page to come back." });
    });
    participants.joined.on("participantJoined", (peer) => this.#show(peer));
    participants.joined.on("participantLeft", (peer) => this.#show(peer, true));
    for (const event of ["audioUpdate", "videoUpdate", "screenShareUpdate"]) {
      participants.joined.on(event, (peer) => this.#show(peer));
    }
  }

  /**
   * @param {RemotePeer} peer
   * @param {boolean} [gone]
   */
  #show(peer, gone = false) {
    const participantId = peer.userId;
    const camera = [peer.audioEnabled && peer.audioTrack, peer.videoEnabled && peer.videoTrack];
    const screen = peer.screenShareEnabled ? [peer.screenShareTracks?.video, peer.screenShareTracks?.audio] : [];
    this.tell("remotestream", { participantId, kind: "camera", stream: gone ? null : streamOf(camera) });
    this.tell("remotestream", { participantId, kind: "screen", stream: gone ? null : streamOf(screen) });
    this.tell("link", { participantId, connected: !gone });
  }

  /** @param {ConnectionQuality} quality */
  #judge(quality) {
    if (quality === this.quality) return;
    this.quality = quality;
    this.tell("quality", { quality });
  }
}

/**
 * The own track if it can still be used; otherwise the SDK opens the device itself.
 *
 * @param {MediaStreamTrack} track
 */
function live(track) {
  track.enabled = true;
  return track.readyState === "live" ? track : undefined;
}

/** @param {(MediaStreamTrack|false|null|undefined)[]} tracks */
function streamOf(tracks) {
  const present = tracks.filter((track) => track instanceof MediaStreamTrack);
  return present.length ? new MediaStream(present) : null;
}

/**
 * RealtimeKit scores run from 0 to 10, and below 5 it calls a connection poor; the other limits are our choice.
 *
 * @param {number} score
 * @returns {ConnectionQuality}
 */
export function qualityOfScore(score) {
  if (score < 5) return "poor";
  if (score < 6) return "fair";
  return score < 8 ? "good" : "excellent";
}
