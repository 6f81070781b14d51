/**
 * The video that everyone sees: shown while one is, in step with all pages. Volume, sound and full screen are the
 * page's own; playing, pausing and seeking are not.
 *
 * @import { SessionClient } from "./session-client.js"
 * @import { SharedFile, TimeLine } from "./model.js"
 */

import { backoffMs } from "./backoff.js";
import { button, make, setAttribute, setText } from "./dom.js";
import { Follower } from "./follower.js";
import { shownFile } from "./model.js";
import { positionAt } from "./time-line.js";
import { durationWords } from "./words.js";

/** How often the position is looked at, and told to the server. */
const STEP_MS = 200;
const REPORT_MS = 2_000;

/** Failures further apart have nothing to do with each other. */
const RECOVERED_MS = 30_000;

export class SharedVideo {
  /**
   * @param {HTMLElement} host
   * @param {SessionClient} session
   * @param {{audible: boolean}} options Whether the sound plays unasked.
   */
  constructor(host, session, { audible }) {
    this.host = host;
    this.session = session;
    this.clock = session.channel.clock;
    this.audible = audible;
    this.blocked = false;
    /** @type {SharedFile|null} */
    this.file = null;
    /** @type {TimeLine|null} */
    this.timeLine = null;
    this.failures = 0;
    this.failedAt = 0;
    this.reportedAt = 0;
    this.retry = 0;
    this.listening = new AbortController();
    this.#build();
    this.follower = new Follower(this.video, this.clock);
    this.follower.addEventListener("blocked", () => this.#block(true));
    this.#listen();
    this.timer = setInterval(() => this.#step(), STEP_MS);
    this.#renderSound();
  }

  render() {
    const { state } = this.session;
    const file = shownFile(state);
    if (file?.id !== this.file?.id) this.#show(file);
    if (!file || state.timeLine === this.timeLine) return;
    this.timeLine = state.timeLine;
    this.follower.follow(state.timeLine, file.duration);
    this.#renderTime();
  }

  dispose() {
    clearInterval(this.timer);
    this.listening.abort();
    this.#show(null);
    this.host.replaceChildren();
  }

  /** Where everyone should be now, in seconds. */
  get position() {
    if (!this.file || !this.timeLine) return 0;
    return positionAt(this.timeLine, this.file.duration, this.clock.now());
  }

  #build() {
    this.video = make("video");
    this.video.playsInline = true;
    this.video.preload = "auto";
    this.video.disablePictureInPicture = true;
    this.note = make("p", { className: "picture-note" });
    this.note.setAttribute("role", "status");
    this.again = button("Try again", () => this.#load());
    this.click = button("Click for sound", () => this.#unblock(), "primary shared-click");
    this.picture = make("div", { className: "picture shared-picture" }, this.video, this.note, this.click);
    this.heading = make("h3");
    this.time = make("p", { className: "numbers" });
    this.sound = button("", () => this.#toggleSound());
    this.volume = make("input");
    Object.assign(this.volume, { type: "range", min: "0", max: "1", step: "0.05", value: "1" });
    this.volume.setAttribute("aria-label", "Volume of the shared video");
    this.fullScreen = button("Full screen", () => void this.#toggleFullScreen());
    this.fullScreen.hidden = !document.fullscreenEnabled;
    this.controls = make("div");
    this.own = make("div", { className: "row shared-own" }, this.sound, this.volume, this.fullScreen);
    this.text = make("div", { className: "row shared-text" }, this.heading, this.time);
    this.frame = make("div", { className: "shared-frame" }, this.picture, this.own);
    this.host.replaceChildren(this.frame, this.text, this.controls);
    this.host.append(this.again);
    this.again.hidden = true;
  }

  #listen() {
    const { video, follower } = this;
    const { signal } = this.listening;
    for (const type of ["loadedmetadata", "seeked", "canplay", "pause", "ended"]) {
      video.addEventListener(type, () => follower.step(), { signal });
    }
    video.addEventListener("loadeddata", () => this.#say(""), { signal });
    video.addEventListener("error", () => void this.#recover(), { signal });
    this.volume.addEventListener("input", () => this.#renderSound(), { signal });
    document.addEventListener("visibilitychange", () => this.#step(), { signal });
    document.addEventListener("fullscreenchange", () => this.#renderFullScreen(), { signal });
  }

  #step() {
    if (!this.file) return;
    this.follower.step();
    this.#renderTime();
    this.#report();
  }

  /** @param {SharedFile|null} file */
  #show(file) {
    this.file = file;
    this.timeLine = null;
    this.failures = 0;
    this.host.hidden = file === null;
    setText(this.heading, file?.name ?? "");
    this.video.setAttribute("aria-label", file ? `Shared video ${file.name}` : "");
    if (file) {
      this.#load(file.url);
      return;
    }
    clearTimeout(this.retry);
    this.follower.follow(null, 0);
    this.#block(false);
    if (document.fullscreenElement === this.frame) void document.exitFullscreen();
    this.video.removeAttribute("src");
    this.video.load();
  }

  /** @param {string} [url] Where it is; without it, where the server says it is now. */
  #load(url) {
    clearTimeout(this.retry);
    this.again.hidden = true;
    this.#say("Loading…");
    if (!url) {
      void this.#reload();
      return;
    }
    this.follower.reloaded();
    this.video.src = url;
    this.video.load();
  }

  async #reload() {
    const { file } = this;
    if (!file) return;
    try {
      const url = await this.session.freshUrl(file.id);
      if (url && file === this.file) this.#load(url);
    } catch {
      if (file === this.file) this.#retryLater();
    }
  }

  /** A URL opens its file for some hours only, and connections fail: what did not load is loaded from a fresh URL. */
  async #recover() {
    const { error } = this.video;
    if (!this.file || !error) return;
    if (performance.now() - this.failedAt > RECOVERED_MS) this.failures = 0;
    this.failedAt = performance.now();
    this.failures++;
    if (this.failures === 1) this.#load();
    else if (error.code === MediaError.MEDIA_ERR_NETWORK) this.#retryLater();
    else {
      this.#say("This browser cannot play the video.");
      this.again.hidden = false;
    }
  }

  #retryLater() {
    this.#say("The video cannot be loaded. Trying again…");
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.#load(), backoffMs(this.failures++));
  }

  #report() {
    const now = this.clock.now();
    if (!this.timeLine || !this.follower.isRunning || !this.clock.known) return;
    if (Math.abs(now - this.reportedAt) < REPORT_MS) return;
    this.reportedAt = now;
    this.session.channel.send("playback_report", {
      revision: this.timeLine.revision,
      position: this.video.currentTime,
      at: new Date(now).toISOString(),
    });
  }

  /** @param {string} sentence */
  #say(sentence) {
    setText(this.note, sentence);
    this.note.hidden = sentence === "";
  }

  #toggleSound() {
    this.audible = !this.audible;
    if (this.audible) this.#block(false);
    this.#renderSound();
  }

  /** From a click, which lets the browser play sound. */
  #unblock() {
    this.audible = true;
    this.#block(false);
    this.follower.step();
  }

  /** @param {boolean} blocked */
  #block(blocked) {
    this.blocked = blocked && this.audible;
    this.#renderSound();
  }

  #renderSound() {
    this.video.muted = this.blocked || !this.audible;
    this.video.volume = Number(this.volume.value);
    this.click.hidden = !this.blocked;
    setText(this.sound, this.audible ? "Sound off" : "Sound on");
    setAttribute(this.sound, "aria-label", `${this.sound.textContent} for the shared video`);
  }

  #renderTime() {
    if (!this.file || !this.timeLine) return;
    const { file, timeLine, position } = this;
    const atEnd = position >= file.duration;
    const condition = timeLine.isPlaying && !atEnd ? "Playing" : atEnd ? "At its end" : "Paused";
    setText(this.time, `${condition} · ${durationWords(position * 1000)} of ${durationWords(file.duration * 1000)}`);
  }

  async #toggleFullScreen() {
    const leave = document.fullscreenElement === this.frame;
    await (leave ? document.exitFullscreen() : this.frame.requestFullscreen()).catch(() => undefined);
  }

  #renderFullScreen() {
    setText(this.fullScreen, document.fullscreenElement === this.frame ? "Exit full screen" : "Full screen");
  }
}
