/**
 * The video that everyone sees: shown while one is, in step with all pages, and its position told to the server.
 *
 * @import { SessionClient } from "./session-client.js"
 * @import { SharedFile, TimeLine } from "./model.js"
 */

import { backoffMs } from "./backoff.js";
import { setText } from "./dom.js";
import { Follower } from "./follower.js";
import { shownFile } from "./model.js";
import { SharedVideoView } from "./shared-video-view.js";
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
   * @param {{audible: boolean, timed: boolean}} options Whether the sound plays unasked; whether it tells the time.
   */
  constructor(host, session, { audible, timed }) {
    this.session = session;
    this.timed = timed;
    this.clock = session.channel.clock;
    /** @type {SharedFile|null} */
    this.file = null;
    /** @type {TimeLine|null} */
    this.timeLine = null;
    this.failures = 0;
    this.failedAt = 0;
    this.reportedAt = 0;
    this.retry = 0;
    this.view = new SharedVideoView(host, { audible });
    this.follower = new Follower(this.view.video, this.clock);
    this.listening = new AbortController();
    this.#listen();
    this.timer = setInterval(() => this.#step(), STEP_MS);
  }

  render() {
    const { state } = this.session;
    const file = shownFile(state);
    if (file?.id !== this.file?.id) this.#show(file);
    // A snapshot repeats what is known.
    if (!file || state.timeLine.revision === this.timeLine?.revision) return;
    this.timeLine = state.timeLine;
    this.follower.follow(state.timeLine, file.duration);
    this.#renderTime();
  }

  dispose() {
    clearInterval(this.timer);
    this.#show(null);
    this.listening.abort();
    this.view.dispose();
  }

  /** Where everyone should be now, in seconds. */
  get position() {
    if (!this.file || !this.timeLine) return 0;
    return positionAt(this.timeLine, this.file.duration, this.clock.now());
  }

  #listen() {
    const { follower, view } = this;
    const { signal } = this.listening;
    for (const type of ["loadedmetadata", "seeked", "canplay", "pause", "ended"]) {
      view.video.addEventListener(type, () => follower.step(), { signal });
    }
    view.video.addEventListener("loadeddata", () => view.say(""), { signal });
    view.video.addEventListener("error", () => this.#recover(), { signal });
    view.addEventListener("again", () => void this.#loadAnew());
    view.addEventListener("sound", () => follower.step());
    follower.addEventListener("blocked", () => view.setBlocked(true));
    document.addEventListener("visibilitychange", () => this.#step(), { signal });
  }

  #step() {
    if (!this.file) return;
    this.follower.step();
    this.#renderTime();
    this.#report();
  }

  /** @param {SharedFile|null} file */
  #show(file) {
    const { video } = this.view;
    clearTimeout(this.retry);
    this.file = file;
    this.timeLine = null;
    this.failures = 0;
    this.view.show(file?.name ?? null);
    if (file) {
      this.#load(file.url);
      return;
    }
    this.follower.follow(null, 0);
    video.removeAttribute("src");
    video.load();
  }

  /** @param {string} url */
  #load(url) {
    const { video } = this.view;
    this.view.say("Loading…");
    this.follower.reloaded();
    video.src = url;
    video.load();
  }

  /** From where the server says it is now: a URL opens its file for some hours only. */
  async #loadAnew() {
    const { file } = this;
    clearTimeout(this.retry);
    if (!file) return;
    this.view.say("Loading…");
    try {
      const url = await this.session.freshUrl(file.id);
      if (url && file === this.file) this.#load(url);
    } catch {
      if (file === this.file) this.#retryLater();
    }
  }

  #recover() {
    const { error } = this.view.video;
    if (!this.file || !error) return;
    const now = performance.now();
    this.failures = now - this.failedAt > RECOVERED_MS ? 1 : this.failures + 1;
    this.failedAt = now;
    if (this.failures === 1) void this.#loadAnew();
    else if (error.code === MediaError.MEDIA_ERR_NETWORK) this.#retryLater();
    else this.view.say("This browser cannot play the video.", { again: true });
  }

  #retryLater() {
    this.view.say("The video cannot be loaded. Trying again…");
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.#loadAnew(), backoffMs(this.failures++));
  }

  #report() {
    const now = this.clock.now();
    if (!this.timeLine || !this.follower.isRunning || !this.clock.known) return;
    if (Math.abs(now - this.reportedAt) < REPORT_MS) return;
    this.reportedAt = now;
    this.session.channel.send("playback_report", {
      revision: this.timeLine.revision,
      position: this.view.video.currentTime,
      at: new Date(now).toISOString(),
    });
  }

  #renderTime() {
    if (!this.file || !this.timeLine) return;
    const { file, timeLine, position } = this;
    const condition = position >= file.duration ? "At its end" : timeLine.isPlaying ? "Playing" : "Paused";
    const time = ` · ${durationWords(position * 1000)} of ${durationWords(file.duration * 1000)}`;
    setText(this.view.time, this.timed ? condition + time : condition);
  }
}
