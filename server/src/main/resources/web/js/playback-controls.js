/**
 * The operator's controls of the shared video, which act for everyone, and how well the pages keep step.
 *
 * @import { ConsoleSession } from "./console-session.js"
 * @import { SharedVideo } from "./shared-video.js"
 */

import { button, make, setAttribute, setText, whileBusy } from "./dom.js";
import { durationWords, stepWords } from "./words.js";

/** How often the slider moves, and how often the pages' step is asked for. */
const DRAW_MS = 250;
const ASK_MS = 2_000;

/** Keys on the slider come one after the other: the last one of them counts. */
const SETTLE_MS = 250;

/** An arrow key goes so far, in seconds. */
const ARROW = 5;

const RATES = ["0.5", "0.75", "1", "1.25", "1.5", "2"];

export class PlaybackControls {
  /**
   * @param {SharedVideo} video
   * @param {ConsoleSession} session
   * @param {(sentence: string) => void} say
   */
  constructor(video, session, say) {
    this.video = video;
    this.session = session;
    this.say = say;
    this.seeking = false;
    this.settling = 0;
    this.play = button("", () => this.#command(this.play, this.#plays() ? "pause" : "play"), "primary");
    this.stop = button("Stop", () => this.#command(this.stop, "stop"));
    this.slider = make("input");
    this.rate = make("select");
    this.place = make("output", { className: "numbers" });
    this.step = make("p", { className: "hint numbers" });
    this.#arrange();
    this.drawing = setInterval(() => this.#drawPosition(), DRAW_MS);
    this.asking = setInterval(() => void this.#ask(), ASK_MS);
  }

  render() {
    const { timeLine } = this.session.state;
    const { file } = this.video;
    if (!file) return;
    const plays = this.#plays();
    setText(this.play, plays ? "Pause" : "Play");
    setAttribute(this.play, "aria-label", `${plays ? "Pause" : "Play"} for everyone`);
    setAttribute(this.slider, "max", String(file.duration));
    this.#offer(String(timeLine.rate));
    if (!plays) setText(this.step, "");
    this.#drawPosition();
  }

  dispose() {
    clearInterval(this.drawing);
    clearInterval(this.asking);
    clearTimeout(this.settling);
  }

  #arrange() {
    this.stop.setAttribute("aria-label", "Stop for everyone");
    Object.assign(this.slider, { type: "range", min: "0", step: "any", value: "0" });
    this.slider.setAttribute("aria-label", "Position for everyone");
    this.slider.addEventListener("input", () => this.#drag());
    this.slider.addEventListener("change", () => this.#release());
    this.slider.addEventListener("keydown", (event) => this.#arrow(event));
    this.rate.append(...RATES.map((rate) => new Option(`${rate} ×`, rate)));
    this.rate.setAttribute("aria-label", "Speed for everyone");
    this.rate.addEventListener("change", () => this.#changeRate());
    const seek = make("div", { className: "seek" }, this.slider, this.place);
    const buttons = make("div", { className: "row" }, this.play, this.stop, this.rate, this.step);
    this.video.view.controls.replaceChildren(seek, buttons);
  }

  #plays() {
    const { file, position } = this.video;
    return this.session.state.timeLine.isPlaying && file !== null && position < file.duration;
  }

  /**
   * @param {HTMLElement} control
   * @param {"play"|"pause"|"stop"} action
   */
  #command(control, action) {
    void whileBusy(control, async () => this.#tell(await this.session.controlVideo(action)));
  }

  #changeRate() {
    const rate = Number(this.rate.value);
    void whileBusy(this.rate, async () => {
      const problem = this.#plays()
        ? await this.session.controlVideo("play", { rate })
        : await this.session.controlVideo("seek", { position: this.video.position, rate });
      this.#tell(problem);
      this.render();
    });
  }

  #drag() {
    clearTimeout(this.settling);
    this.seeking = true;
    this.#drawPlace(Number(this.slider.value));
  }

  #release() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => void this.#seek(Number(this.slider.value)), SETTLE_MS);
  }

  /** @param {number} position */
  async #seek(position) {
    const problem = await this.session.controlVideo("seek", { position });
    this.seeking = false;
    this.#tell(problem);
    this.#drawPosition();
  }

  /** @param {KeyboardEvent} event */
  #arrow(event) {
    const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (!direction) return;
    event.preventDefault();
    const { file } = this.video;
    const to = Number(this.slider.value) + direction * ARROW;
    this.slider.value = String(Math.max(0, Math.min(file?.duration ?? 0, to)));
    this.#drag();
    this.#release();
  }

  async #ask() {
    if (!this.#plays() || document.hidden) return;
    const answer = await this.session.playback().catch(() => null);
    setText(this.step, answer && this.#plays() ? stepWords(answer) : "");
  }

  #drawPosition() {
    const { file, position } = this.video;
    if (!file || this.seeking) return;
    this.slider.value = String(position);
    this.#drawPlace(position);
    if (!this.#plays() && this.play.textContent === "Pause") this.render();
  }

  /** @param {number} position */
  #drawPlace(position) {
    const words = `${durationWords(position * 1000)} of ${durationWords((this.video.file?.duration ?? 0) * 1000)}`;
    setText(this.place, words);
    setAttribute(this.slider, "aria-valuetext", words);
  }

  /**
   * A program may have set a speed that is not in the list.
   *
   * @param {string} rate
   */
  #offer(rate) {
    if (![...this.rate.options].some(({ value }) => value === rate)) this.rate.append(new Option(`${rate} ×`, rate));
    if (this.rate.value !== rate && document.activeElement !== this.rate) this.rate.value = rate;
  }

  /** @param {string} problem */
  #tell(problem) {
    if (problem) this.say(problem);
  }
}
