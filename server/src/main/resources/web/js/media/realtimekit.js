/**
 * Media through Cloudflare RealtimeKit. Participants are recognised by `userId`, which is the participant id; who is
 * shown at all is for the channel to say.
 *
 * @import { EngineContext } from "./engine.js"
 * @import { Meeting } from "./realtimekit-sdk.js"
 */

import { backoffMs } from "../backoff.js";
import { claimsOf } from "../token.js";
import { MediaEngine } from "./engine.js";
import { OwnDevice } from "./realtimekit-device.js";
import { Failure, failureOf, LOST, NOT_LET_IN, PUT_OUT, WAITING } from "./realtimekit-failure.js";
import { RemotePeers } from "./realtimekit-peers.js";
import { OwnScreen } from "./realtimekit-screen.js";
import { OwnQuality } from "./realtimekit-quality.js";
import { enter, leaveQuietly, loadSdk } from "./realtimekit-sdk.js";

/** A service that is down, or a blocked address, is asked again after 1 to 15 seconds. */
const PATIENCE = 3;

export class RealtimeKitEngine extends MediaEngine {
  /** @param {EngineContext} context */
  constructor(context) {
    super(context);
    const { self, localStream, media, token } = context;
    /** @type {Meeting|null} */
    this.meeting = null;
    this.authToken = media.auth_token ?? token;
    this.started = false;
    this.left = false;
    /** Whether this page is in the room, so that devices can be switched. */
    this.inside = false;
    this.timer = 0;
    const tell = (/** @type {import("./engine.js").EngineEvents["device"]} */ device) => this.tell("device", device);
    this.microphone = new OwnDevice("microphone", localStream.getAudioTracks()[0], tell);
    this.camera = new OwnDevice("camera", localStream.getVideoTracks()[0], tell);
    this.screen = new OwnScreen((share) => this.tell("screenshare", share));
    this.peers = new RemotePeers(self.participant_id, {
      onStream: (stream) => this.tell("remotestream", stream),
      onLink: (link) => this.tell("link", link),
    });
    this.quality = new OwnQuality((quality) => this.tell("quality", { quality }));
  }

  /**
   * The service knows by itself who is there and comes back by itself: joining once is enough.
   *
   * @override
   */
  async join() {
    if (this.started) return;
    this.started = true;
    if (!claimsOf(this.authToken).meetingId) this.#fail(new Failure("Live pictures are not available on this page.", true));
    else await this.#connect();
  }

  /**
   * @override
   * @param {MediaStreamTrack} track
   */
  async useTrack(track) {
    await (track.kind === "audio" ? this.microphone : this.camera).use(track);
  }

  /**
   * @override
   * @param {boolean} on
   */
  setMicrophone(on) {
    return this.microphone.set(on);
  }

  /**
   * @override
   * @param {boolean} on
   */
  setCamera(on) {
    return this.camera.set(on);
  }

  /** @override */
  startScreenShare() {
    return this.screen.start();
  }

  /** @override */
  stopScreenShare() {
    return this.screen.stop();
  }

  /**
   * @override
   * @param {{quick?: boolean}} [options]
   */
  async leave({ quick = false } = {}) {
    this.left = true;
    clearTimeout(this.timer);
    const meeting = this.#letGo();
    if (!meeting) return;
    // Two calls of the SDK for one device at once are refused, and leaving switches both off.
    if (!quick) await Promise.all([this.microphone.idle(), this.camera.idle()]);
    await leaveQuietly(meeting);
  }

  async #connect(attempt = 0) {
    /** @type {Meeting|null} */
    let meeting = null;
    try {
      const sdk = await loadSdk();
      if (this.left) return;
      await enter(sdk, this.authToken, (made) => {
        if (this.left) return false;
        meeting = made;
        this.meeting = made;
        this.#listen(made);
        return true;
      });
    } catch (error) {
      // Where the SDK has said already that it is out, this page is on its way back.
      if (this.left || this.meeting !== meeting) return;
      if (this.#letGo()) void leaveQuietly(/** @type {any} */ (meeting));
      const failure = failureOf(error);
      if (failure.refused && attempt === 0 && (await this.#renewed())) {
        await this.#connect(attempt + 1);
        return;
      }
      this.#fail(failure);
      if (!failure.final) this.#connectLater(attempt + 1);
    }
  }

  /** @param {number} attempt */
  #connectLater(attempt) {
    this.timer = setTimeout(() => void this.#connect(attempt), PATIENCE * backoffMs(attempt - 1));
  }

  /** A page that can ask for a token does so once; the join page cannot. */
  async #renewed() {
    const token = (await this.context.renewToken?.()) ?? null;
    if (!token || token === this.authToken) return false;
    this.authToken = token;
    return true;
  }

  /** @param {Meeting} meeting */
  #listen(meeting) {
    const { self, participants, meta } = meeting;
    const { joined } = participants;
    /** @param {(...values: any[]) => void} listener Hears nothing of a meeting that was given up. */
    const mine = (listener) => (/** @type {any[]} */ ...values) => {
      if (this.meeting === meeting) listener(...values);
    };
    const list = mine(() => this.inside && this.peers.are(joined.toArray()));
    self.on("roomJoined", mine(() => void this.#entered(meeting)));
    self.on("roomLeft", mine(({ state }) => this.#onLeft(state)));
    self.on("waitlisted", mine(() => this.#fail(new Failure(WAITING, false))));
    self.on("audioUpdate", mine(({ audioEnabled }) => {
      this.microphone.updated();
      if (!audioEnabled) this.quality.forget("audio");
    }));
    self.on("videoUpdate", mine(({ videoEnabled }) => {
      this.camera.updated();
      if (!videoEnabled) this.quality.forget("video");
    }));
    self.on("screenShareUpdate", mine((share) => {
      this.screen.updated(share);
      if (!share.screenShareEnabled) this.quality.forget("screen");
    }));
    self.on("mediaPermissionError", mine((refusal) => this.screen.refused(refusal)));
    self.on("mediaScoreUpdate", mine((score) => this.quality.scored(score)));
    meta.on("socketConnectionUpdate", mine(({ state }) => state !== "connected" && this.quality.lost()));
    joined.on("participantJoined", list);
    joined.on("participantLeft", mine((gone) => this.peers.are(joined.toArray().filter(({ id }) => id !== gone.id))));
    for (const event of ["audioUpdate", "videoUpdate", "screenShareUpdate"]) joined.on(event, mine((peer) => this.peers.changed(peer)));
  }

  /**
   * In the room, for the first time or again after the SDK lost it.
   *
   * @param {Meeting} meeting
   */
  async #entered({ self, participants }) {
    this.inside = true;
    this.tell("problem", { message: null });
    this.quality.back();
    this.screen.attach(self);
    this.peers.are(participants.joined.toArray());
    if (this.context.self.role === "participant") await Promise.all([this.microphone.attach(self), this.camera.attach(self)]);
  }

  /** @param {string} state */
  #onLeft(state) {
    if (state === "disconnected") {
      // The SDK comes back by itself, and then says "roomJoined", or "failed".
      this.quality.lost();
      this.peers.are([]);
      this.#say(new Failure(LOST, false));
      return;
    }
    const meeting = this.#letGo();
    if (state === "kicked") this.tell("over", { reason: "removed" });
    else if (state === "ended") this.tell("over", { reason: "ended" });
    else if (state === "failed") {
      if (meeting) void leaveQuietly(meeting);
      this.#fail(new Failure(LOST, false));
      this.#connectLater(1);
    } else this.#fail(new Failure(state === "rejected" ? NOT_LET_IN : PUT_OUT, true));
  }

  /** @returns {Meeting|null} The one that was held; it is to be left. */
  #letGo() {
    const { meeting } = this;
    this.meeting = null;
    this.inside = false;
    this.microphone.detach();
    this.camera.detach();
    this.screen.detach();
    this.peers.are([]);
    return meeting;
  }

  /**
   * Nobody hears or sees this page now, and the server is told so; what was on is on again when it comes back.
   *
   * @param {Failure} failure
   */
  #fail(failure) {
    for (const kind of /** @type {const} */ (["microphone", "camera"])) this.tell("device", { kind, on: false });
    this.#say(failure);
  }

  /** @param {Failure} failure */
  #say({ message }) {
    this.tell("problem", { message });
  }
}
