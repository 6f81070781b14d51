/**
 * The call of one participant: own devices, own state as the server is told, and the operator's commands.
 *
 * Further events: "own" (own state changed), "announcement" (detail: a sentence for the person),
 * "ownscreen" (detail: the own shared screen or null), "devices" (the own microphone or camera is another one).
 *
 * @import { MediaEngine } from "./media/engine.js"
 * @import { ConnectionQuality, Envelope } from "./protocol.js"
 * @import { SessionClientOptions } from "./session-client.js"
 *
 * @typedef {object} OwnState
 * @property {string} [name]
 * @property {boolean} is_muted
 * @property {boolean} is_camera_on
 * @property {boolean} is_screen_sharing
 * @property {ConnectionQuality} [connection_quality]
 */

import { openDevices, screenShareWords } from "./media/devices.js";
import { SessionClient } from "./session-client.js";
import { errorWords } from "./words.js";

/** How long the channel may take to say why the video service put this page out. */
const HEARSAY_MS = 2_000;

export class Call extends SessionClient {
  /** @param {SessionClientOptions & {name: string}} options */
  constructor(options) {
    super(options);
    const { name, localStream } = options;
    /** @type {OwnState} */
    this.own = {
      ...(name ? { name } : {}),
      is_muted: !localStream.getAudioTracks().some((track) => track.enabled),
      is_camera_on: localStream.getVideoTracks().some((track) => track.enabled),
      is_screen_sharing: false,
    };
    for (const track of localStream.getTracks()) this.#watch(track);
  }

  toggleMicrophone() {
    return this.#switch("microphone", this.own.is_muted);
  }

  toggleCamera() {
    return this.#switch("camera", !this.own.is_camera_on);
  }

  async toggleScreenShare() {
    if (this.own.is_screen_sharing) {
      await this.engine?.stopScreenShare();
      return;
    }
    try {
      await this.engine?.startScreenShare();
    } catch (error) {
      this.tell("announcement", screenShareWords(error));
    }
  }

  /** Leaves at once; the page may go on to join again. */
  leave() {
    this.channel.send("leave");
    this.channel.close("left");
    this.stopDevices();
  }

  stopDevices() {
    for (const track of this.options.localStream.getTracks()) track.stop();
  }

  /** The page is going away, perhaps only to be loaded again: the others need not wait for a time-out. */
  farewell() {
    void this.engine?.leave({ quick: true });
  }

  /**
   * @protected
   * @override
   */
  announce() {
    this.channel.send("participant_state", this.own);
  }

  /**
   * @protected
   * @override
   * @param {MediaEngine} engine
   */
  listenTo(engine) {
    super.listenTo(engine);
    // The server knows four words: who is still there to tell is poorly connected.
    engine.on("quality", ({ quality }) => this.#report({ connection_quality: quality === "disconnected" ? "poor" : quality }));
    engine.on("device", ({ kind, on, unasked }) => {
      if (kind === "microphone" && on && this.own.is_muted) this.tell("announcement", "Your microphone is on again.");
      this.#report(kind === "microphone" ? { is_muted: !on } : { is_camera_on: on });
      if (unasked) this.tell("announcement", `Your ${kind} was switched off.`);
    });
    engine.on("screenshare", ({ active, stream }) => {
      this.#report({ is_screen_sharing: active });
      this.tell("ownscreen", stream);
      this.tell("announcement", active ? "You are sharing your screen." : "Your screen is no longer shared.");
    });
    engine.on("over", ({ reason }) => this.#over(engine, reason));
  }

  /**
   * The channel mostly says the same, and knows better why: who ends the call for everybody puts out everybody.
   *
   * @param {MediaEngine} engine
   * @param {"removed"|"ended"} reason
   */
  #over(engine, reason) {
    setTimeout(() => {
      if (this.engine !== engine) return;
      this.channel.send("leave");
      this.channel.close(reason);
    }, HEARSAY_MS);
  }

  /**
   * @protected
   * @override
   * @param {Envelope} message
   */
  async onMessage({ type, correlation_id: id, data }) {
    if (type === "command" && data.action === "ask_unmute") this.#ask(id);
    else if (type === "command") await this.#obey(id, data.action);
    else if (type === "removed") this.channel.close("removed");
  }

  /**
   * The participant may take a while to answer; other messages do not wait for it.
   *
   * @param {string|undefined} id
   */
  #ask(id) {
    /** @param {boolean} accepted */
    const answer = (accepted) => {
      if (accepted) void this.#obey(id, "unmute");
      else this.channel.send("command_ack", { outcome: "refused", is_muted: this.own.is_muted, reason: "Declined." }, id);
    };
    this.tell("asked", answer);
  }

  /**
   * @param {string|undefined} id
   * @param {string} action
   */
  async #obey(id, action) {
    const wanted = action === "unmute";
    const known = wanted || action === "mute";
    const on = known && this.engine ? await this.engine.setMicrophone(wanted).catch(() => !this.own.is_muted) : !this.own.is_muted;
    const done = known && on === wanted;
    const reason = done ? {} : { reason: known ? "No microphone is available." : "Unknown action." };
    this.channel.send("command_ack", { outcome: done ? "done" : "refused", is_muted: !on, ...reason }, id);
    this.#report({ is_muted: !on });
    if (!known) return;
    if (done) this.tell("announcement", wanted ? "The operator unmuted you." : "The operator muted you.");
    else this.tell("announcement", "The operator asked you to unmute, but no microphone is on.");
  }

  /**
   * @param {"microphone"|"camera"} kind
   * @param {boolean} on
   */
  async #switch(kind, on) {
    if (!this.engine) return;
    const set = () => (kind === "microphone" ? this.engine?.setMicrophone(on) : this.engine?.setCamera(on));
    try {
      let now = await set();
      if (on && !now) {
        await this.#openLater(kind);
        now = await set();
      }
      this.#report(kind === "microphone" ? { is_muted: !now } : { is_camera_on: now === true });
    } catch (error) {
      this.tell("announcement", errorWords(error));
    }
  }

  /** @param {"microphone"|"camera"} kind */
  async #openLater(kind) {
    const opened = await openDevices({ microphone: kind === "microphone", camera: kind === "camera" });
    const { localStream } = this.options;
    for (const track of opened.getTracks()) {
      for (const old of localStream.getTracks()) if (old.kind === track.kind) localStream.removeTrack(old);
      localStream.addTrack(track);
      this.#watch(track);
      await this.engine?.useTrack(track);
    }
    this.tell("devices");
  }

  /**
   * A device may be unplugged, or its permission withdrawn.
   *
   * @param {MediaStreamTrack} track
   */
  #watch(track) {
    track.addEventListener("ended", () => {
      if (!this.options.localStream.getTracks().includes(track)) return;
      const isAudio = track.kind === "audio";
      const stopped = isAudio ? this.engine?.setMicrophone(false) : this.engine?.setCamera(false);
      void stopped?.catch(() => undefined);
      this.#report(isAudio ? { is_muted: true } : { is_camera_on: false });
      this.tell("announcement", `Your ${isAudio ? "microphone" : "camera"} stopped working.`);
    });
  }

  /** @param {Partial<OwnState>} change */
  #report(change) {
    const entries = Object.entries(change).filter(([key, value]) => this.own[/** @type {keyof OwnState} */ (key)] !== value);
    if (entries.length === 0) return;
    this.own = { ...this.own, ...change };
    this.channel.send("participant_state", Object.fromEntries(entries));
    this.tell("own");
  }
}
