/**
 * The picture of the shared video with what is the page's own: sound, volume and full screen.
 * Tells "again" (somebody wants to load it once more) and "sound" (a click let the browser play sound).
 */

import { button, make, setAttribute, setText } from "./dom.js";

export class SharedVideoView extends EventTarget {
  /**
   * @param {HTMLElement} host
   * @param {{audible: boolean}} options Whether the sound plays unasked.
   */
  constructor(host, { audible }) {
    super();
    this.host = host;
    this.audible = audible;
    this.blocked = false;
    this.video = make("video");
    this.note = make("p");
    this.again = button("Try again", () => this.dispatchEvent(new Event("again")));
    this.noteBox = make("div", { className: "picture-note" }, this.note, this.again);
    this.click = button("Click for sound", () => this.setAudible(true), "primary shared-click");
    this.heading = make("h3");
    this.time = make("p", { className: "numbers" });
    this.sound = button("", () => this.setAudible(!this.audible));
    this.volume = make("input");
    this.fullScreen = button("Full screen", () => void this.#toggleFullScreen());
    this.controls = make("div", { className: "playback-controls" });
    this.frame = make("div", { className: "shared-frame" });
    this.#arrange();
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    document.addEventListener("fullscreenchange", () => this.#nameFullScreen(), { signal });
    this.#renderSound();
  }

  /** @param {string|null} name Null: nothing is shown. */
  show(name) {
    this.host.hidden = name === null;
    setText(this.heading, name ?? "");
    this.video.setAttribute("aria-label", `Shared video ${name ?? ""}`);
    if (name !== null) return;
    this.say("");
    this.setBlocked(false);
    if (document.fullscreenElement === this.frame) void document.exitFullscreen();
  }

  /**
   * @param {string} sentence Instead of the picture; empty for the picture.
   * @param {{again?: boolean}} [options] Whether trying again may help.
   */
  say(sentence, { again = false } = {}) {
    setText(this.note, sentence);
    this.noteBox.hidden = sentence === "";
    this.again.hidden = !again;
  }

  /** @param {boolean} audible From a click, which also lets the browser play sound. */
  setAudible(audible) {
    this.audible = audible;
    this.blocked = false;
    this.#renderSound();
    if (audible) this.dispatchEvent(new Event("sound"));
  }

  /** @param {boolean} blocked Whether the browser holds the sound back. */
  setBlocked(blocked) {
    this.blocked = blocked && this.audible;
    this.#renderSound();
  }

  dispose() {
    this.leaving.abort();
    this.show(null);
    this.host.replaceChildren();
  }

  #arrange() {
    const { video, volume } = this;
    video.playsInline = true;
    video.preload = "auto";
    video.disablePictureInPicture = true;
    this.note.setAttribute("role", "status");
    Object.assign(volume, { type: "range", min: "0", max: "1", step: "0.05", value: "1" });
    volume.setAttribute("aria-label", "Volume of the shared video");
    volume.addEventListener("input", () => this.#renderSound());
    this.fullScreen.hidden = !document.fullscreenEnabled;
    this.frame.append(
      make("div", { className: "picture shared-picture" }, video, this.noteBox, this.click),
      make("div", { className: "row shared-own" }, this.sound, volume, this.fullScreen),
    );
    const text = make("div", { className: "row shared-text" }, this.heading, this.time);
    this.host.replaceChildren(this.frame, text, this.controls);
  }

  #renderSound() {
    this.video.muted = this.blocked || !this.audible;
    this.video.volume = Number(this.volume.value);
    this.click.hidden = !this.blocked;
    setText(this.sound, this.audible ? "Sound off" : "Sound on");
    setAttribute(this.sound, "aria-label", `${this.sound.textContent} for the shared video`);
  }

  async #toggleFullScreen() {
    const leave = document.fullscreenElement === this.frame;
    await (leave ? document.exitFullscreen() : this.frame.requestFullscreen()).catch(() => undefined);
  }

  #nameFullScreen() {
    setText(this.fullScreen, document.fullscreenElement === this.frame ? "Exit full screen" : "Full screen");
  }
}
