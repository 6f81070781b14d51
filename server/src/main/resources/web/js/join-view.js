/**
 * Draws the call on the join page.
 *
 * @import { Call } from "./join-call.js"
 * @import { Participant } from "./model.js"
 */

import { byId, setText } from "./dom.js";
import { FilesPanel } from "./files-panel.js";
import { showProblem } from "./media-problem.js";
import { durationMs, findParticipant } from "./model.js";
import { Playback } from "./playback.js";
import { SharedVideo } from "./shared-video.js";
import { TileList } from "./tile-list.js";
import { Tile } from "./tile.js";
import { UnmuteQuestion } from "./unmute-question.js";
import { durationWords, participantsWords } from "./words.js";

/** The tile of this page itself; it stays while the server forgets us for a moment. */
const OWN = "own";

export class JoinView {
  /**
   * @param {Call} call
   * @param {(sentence: string) => void} say
   */
  constructor(call, say) {
    this.call = call;
    this.playback = new Playback();
    this.shared = new SharedVideo(byId("shared", HTMLElement), call, { audible: true, timed: true });
    this.files = new FilesPanel(byId("files", HTMLElement), call, { say });
    this.tiles = new TileList(byId("tiles", HTMLUListElement), (participant) => this.#createTile(participant));
    this.sound = byId("sound", HTMLElement);
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.question = new UnmuteQuestion(signal);
    call.addEventListener("asked", (event) => this.question.ask(/** @type {CustomEvent} */ (event).detail));
    byId("hear", HTMLButtonElement).addEventListener("click", () => void this.playback.resume(), { signal });
    this.playback.addEventListener("blocked", () => this.#showSound(true));
    this.playback.addEventListener("playing", () => this.#showSound(false));
    call.addEventListener("change", () => this.render());
    call.addEventListener("own", () => {
      if (!call.own.is_muted) this.question.answer(true);
      this.render();
    });
    call.addEventListener("connection", () => this.render());
    call.addEventListener("stream", (event) => this.tiles.setStream(/** @type {CustomEvent} */ (event).detail));
    call.addEventListener("ownscreen", (event) => {
      this.tiles.setStream({ participantId: OWN, kind: "screen", stream: /** @type {CustomEvent} */ (event).detail });
    });
    call.addEventListener("devices", () => this.#showOwnCamera());
    this.#showOwnCamera();
    this.timer = setInterval(() => this.#renderDuration(), 500);
    this.render();
  }

  dispose() {
    clearInterval(this.timer);
    this.listening.abort();
    this.#showSound(false);
    this.shared.dispose();
    this.files.dispose();
    this.tiles.clear();
  }

  render() {
    const { state, others, own, linked, mediaProblem } = this.call;
    this.tiles.render([this.#ownParticipant(), ...others], { linked: new Set([...linked, OWN]), failed: mediaProblem !== null });
    showProblem(mediaProblem);
    this.files.render();
    this.shared.render();
    setText(byId("call-heading", HTMLElement), state.name || "In the call");
    setText(byId("count", HTMLElement), participantsWords(others.length + 1));
    byId("alone", HTMLElement).hidden = others.length > 0 || !state.known;
    setText(byId("microphone", HTMLElement), own.is_muted ? "Unmute" : "Mute");
    setText(byId("camera", HTMLElement), own.is_camera_on ? "Turn camera off" : "Turn camera on");
    setText(byId("screen", HTMLElement), own.is_screen_sharing ? "Stop sharing" : "Share screen");
    for (const id of ["microphone", "camera", "screen"]) {
      byId(id, HTMLButtonElement).disabled = !state.known;
    }
    this.#renderConnection();
    this.#renderDuration();
  }

  #showOwnCamera() {
    this.tiles.setStream({ participantId: OWN, kind: "camera", stream: this.call.options.localStream });
  }

  /** @returns {Participant} */
  #ownParticipant() {
    const { own, state } = this.call;
    const known = findParticipant(state, state.self?.participant_id);
    return {
      id: OWN,
      name: own.name || known?.name || state.self?.name || "",
      isMuted: own.is_muted,
      isCameraOn: own.is_camera_on,
      isScreenSharing: own.is_screen_sharing,
      shareId: null,
      quality: own.connection_quality ?? null,
    };
  }

  /** @param {Participant} participant */
  #createTile({ id }) {
    const { playback } = this;
    if (id !== OWN) return new Tile({ playback, audible: true });
    return new Tile({ playback, audible: false, own: true });
  }

  #renderConnection() {
    const { phase } = this.call.channel.state;
    byId("connection", HTMLElement).hidden = phase === "open" && this.call.state.known;
    byId("reconnect", HTMLElement).hidden = phase === "open" || !this.call.state.known;
    const first = this.call.state.known ? "The connection to the server was lost. Trying again…" : "Connecting…";
    setText(byId("connection-text", HTMLElement), first);
  }

  #renderDuration() {
    const { state } = this.call;
    setText(byId("duration", HTMLElement), state.known ? durationWords(durationMs(state, Date.now())) : "");
  }

  /** @param {boolean} blocked */
  #showSound(blocked) {
    this.sound.hidden = !blocked;
  }
}
