/**
 * One participant on the page: picture, shared screen, and the state in words.
 *
 * @import { Participant } from "./model.js"
 * @import { Playback } from "./playback.js"
 *
 * @typedef {object} TileOptions
 * @property {Playback} playback
 * @property {boolean} muted Whether the pictures begin without sound.
 * @property {boolean} [mirrored] For the own picture.
 * @property {string} [suffix] After the name, such as "(you)".
 */

import { make, setText } from "./dom.js";
import { microphoneWords, nameOf, onOff, qualityWords, shortId } from "./words.js";

export class Tile {
  /** @param {TileOptions} options */
  constructor(options) {
    this.options = options;
    this.camera = video(options.muted);
    this.screen = video(true);
    if (options.mirrored) this.camera.classList.add("mirrored");
    this.note = make("p", { className: "picture-note" });
    this.cameraBox = make("div", { className: "picture" }, this.camera, this.note);
    this.screenBox = make("div", { className: "picture screen" }, this.screen);
    this.screenBox.hidden = true;
    this.heading = make("h3");
    this.idNote = make("p", { className: "id-note" });
    this.idNote.hidden = true;
    this.facts = {
      microphone: make("dd"),
      camera: make("dd"),
      screen: make("dd"),
      quality: make("dd"),
    };
    this.actions = make("div", { className: "actions" });
    this.root = make(
      "li",
      { className: "tile" },
      this.screenBox,
      this.cameraBox,
      make("div", { className: "tile-text" }, this.heading, this.idNote, this.#factList(), this.actions),
    );
    this.root.tabIndex = -1;
  }

  /**
   * @param {Participant} participant
   * @param {{linked: boolean, ambiguous: boolean}} view ambiguous: another participant has the same name.
   */
  update(participant, { linked, ambiguous }) {
    const name = nameOf(participant);
    setText(this.heading, this.options.suffix ? `${name} ${this.options.suffix}` : name);
    setText(this.idNote, `ID ending in ${shortId(participant.id)}`);
    this.idNote.hidden = !ambiguous;
    this.camera.setAttribute("aria-label", `Camera of ${name}`);
    this.screen.setAttribute("aria-label", `Screen of ${name}`);
    this.root.dataset.participantId = participant.id;
    setText(this.facts.microphone, microphoneWords(participant.isMuted));
    setText(this.facts.camera, onOff(participant.isCameraOn));
    setText(this.facts.screen, participant.isScreenSharing ? "Shared" : "Not shared");
    setText(this.facts.quality, qualityWords(participant.quality));
    this.facts.microphone.dataset.state = participant.isMuted ? "off" : "on";
    this.facts.quality.dataset.state = participant.quality ?? "unknown";
    this.screenBox.hidden = !participant.isScreenSharing;
    setText(this.note, linked ? "Camera is off" : "Connecting…");
    this.note.hidden = linked && participant.isCameraOn;
  }

  /**
   * @param {"camera"|"screen"} kind
   * @param {MediaStream|null} stream
   */
  setStream(kind, stream) {
    void this.options.playback.show(kind === "camera" ? this.camera : this.screen, stream);
  }

  /** Lets go of the media when the participant has left. */
  dispose() {
    this.setStream("camera", null);
    this.setStream("screen", null);
    this.root.remove();
  }

  #factList() {
    const rows = /** @type {const} */ ([
      ["Microphone", "microphone"],
      ["Camera", "camera"],
      ["Screen", "screen"],
      ["Connection", "quality"],
    ]);
    return make(
      "dl",
      { className: "facts" },
      ...rows.map(([term, key]) => make("div", {}, make("dt", { text: term }), this.facts[key])),
    );
  }
}

/** @param {boolean} muted */
function video(muted) {
  const element = make("video");
  element.muted = muted;
  element.playsInline = true;
  element.autoplay = true;
  return element;
}
