/**
 * One participant on the page: picture, shared screen, and the state in words.
 *
 * @import { Participant } from "./model.js"
 * @import { Playback } from "./playback.js"
 *
 * @typedef {object} TileOptions
 * @property {Playback} playback
 * @property {boolean} audible Whether the sound plays from the beginning.
 * @property {boolean} [own] The tile of this page itself: mirrored, and marked as "you".
 */

import { make, setText } from "./dom.js";
import { microphoneWords, nameOf, onOff, qualityWords, shortId } from "./words.js";

export class Tile {
  /** @param {TileOptions} options */
  constructor(options) {
    this.options = options;
    this.camera = video();
    this.screen = video();
    this.sound = make("audio");
    this.audible = options.audible;
    /** @type {MediaStream|null} */
    this.cameraStream = null;
    this.camera.classList.toggle("mirrored", options.own === true);
    this.note = make("p", { className: "picture-note" });
    this.cameraBox = make("div", { className: "picture" }, this.camera, this.note, this.sound);
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
    this.root.classList.toggle("own", options.own === true);
    this.root.tabIndex = -1;
  }

  /**
   * @param {Participant} participant
   * @param {{linked: boolean, ambiguous: boolean, failed: boolean}} view failed: no media can come; ambiguous: another participant has the same name.
   */
  update(participant, { linked, ambiguous, failed }) {
    const name = nameOf(participant);
    setText(this.heading, this.options.own ? ownName(participant.name) : name);
    // The own tile says that it is one's own, and its id here is none that anybody else sees.
    this.idNote.hidden = !ambiguous || this.options.own === true;
    setText(this.idNote, this.idNote.hidden ? "" : `ID ending in ${shortId(participant.id)}`);
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
    this.root.classList.toggle("sharing", participant.isScreenSharing);
    setText(this.note, linked ? "Camera is off" : failed ? "No picture" : "Connecting…");
    this.note.hidden = linked && participant.isCameraOn;
  }

  /**
   * @param {"camera"|"screen"} kind
   * @param {MediaStream|null} stream
   */
  setStream(kind, stream) {
    const { playback } = this.options;
    if (kind === "screen") {
      playback.show(this.screen, stream?.getVideoTracks() ?? []);
      return;
    }
    this.cameraStream = stream;
    playback.show(this.camera, stream?.getVideoTracks() ?? []);
    this.#playSound();
  }

  /** @param {boolean} audible */
  setAudible(audible) {
    this.audible = audible;
    this.#playSound();
  }

  /** Lets go of the media when the participant has left. */
  dispose() {
    this.setStream("camera", null);
    this.setStream("screen", null);
    this.root.remove();
  }

  /** Sound has its own element: a video element stays silent until its first picture, which may never come. */
  #playSound() {
    this.options.playback.show(this.sound, this.audible ? (this.cameraStream?.getAudioTracks() ?? []) : []);
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

/** @param {string} name */
const ownName = (name) => (name.trim() ? `${name} (you)` : "You");

function video() {
  const element = make("video");
  element.muted = true;
  element.playsInline = true;
  element.autoplay = true;
  return element;
}
