/**
 * Keeps a media element on the time line that everyone follows: paused on the very same frame, playing in step.
 *
 * Small drift is corrected by playing a little faster or slower. A page that is far off goes to a point ahead of the
 * time line, loads there, and starts when the time line comes by; how far ahead is learned from how long that takes.
 *
 * Tells "blocked" when the browser refuses to play with sound; the element is muted then.
 *
 * @import { TimeLine } from "./model.js"
 *
 * @typedef {object} ServerTime
 * @property {boolean} known
 * @property {() => number} now In milliseconds.
 *
 * @typedef {Pick<HTMLMediaElement, "currentTime"|"duration"|"ended"|"muted"|"paused"|"playbackRate"|"readyState"
 *   |"seeking"|"pause"|"play">} Media
 */

import { nudge, positionAt } from "./time-line.js";

/** Further off than this, in seconds, a playing page jumps. */
const FAR = 1;

/** As {@link FAR}, when somebody has just played, paused or sought: a jump is expected then. */
const FAR_AFTER_CHANGE = 0.3;

/** A paused page that is off by more, though it was put in its place, was moved by somebody. */
const MOVED = 0.05;

/** How far ahead of the time line to go, in seconds. */
const FIRST_LEAD = 0.25;
const MISSED_LEAD = 1;
const LEAST_LEAD = 0.1;
const MOST_LEAD = 10;

/** Between the order to play and the first moved picture, in seconds. */
const START_TAKES = 0.02;

/** As in HTMLMediaElement. */
const HAVE_METADATA = 1;
const HAVE_FUTURE_DATA = 3;

export class Follower extends EventTarget {
  /**
   * @param {Media} media
   * @param {ServerTime} clock
   */
  constructor(media, clock) {
    super();
    this.media = media;
    this.clock = clock;
    /** @type {TimeLine|null} */
    this.timeLine = null;
    this.duration = 0;
    this.lead = FIRST_LEAD;
    this.timer = 0;
    this.#begin();
  }

  /** Whether the element plays along, so that its position tells something. */
  get isRunning() {
    const { media, timeLine } = this;
    return timeLine?.isPlaying === true && !media.paused && !media.seeking && media.readyState >= HAVE_METADATA;
  }

  /**
   * @param {TimeLine|null} timeLine Null: nothing is followed.
   * @param {number} duration The file's, in seconds.
   */
  follow(timeLine, duration) {
    this.timeLine = timeLine;
    this.duration = duration;
    this.#begin();
    this.step();
  }

  /** The element begins from nothing: another file, or the same one again. */
  reloaded() {
    this.#begin();
  }

  /** To be called a few times a second, and when the element's condition changes. */
  step() {
    clearTimeout(this.timer);
    const { timeLine, media, clock } = this;
    if (!timeLine || media.readyState < HAVE_METADATA) return;
    const end = Math.min(this.duration, Number.isNaN(media.duration) ? Infinity : media.duration);
    if (!timeLine.isPlaying) this.#hold(Math.min(timeLine.position, end));
    else if (clock.known) this.#play(timeLine, end);
  }

  #begin() {
    clearTimeout(this.timer);
    /** @type {number|null} Where the element was put to stay. */
    this.held = null;
    /** @type {{position: number, askedAt: number, ready?: number}|null} Where it waits for the time line. */
    this.meeting = null;
    this.fresh = true;
    this.seekable = true;
    this.nudged = 0;
  }

  /** @param {number} position */
  #hold(position) {
    const { media } = this;
    if (!media.paused) media.pause();
    this.meeting = null;
    if (media.seeking || (this.held === position && Math.abs(media.currentTime - position) <= MOVED)) return;
    this.held = position;
    media.currentTime = position;
  }

  /**
   * @param {TimeLine} timeLine
   * @param {number} end
   */
  #play(timeLine, end) {
    const { media } = this;
    const target = positionAt(timeLine, end, this.clock.now());
    const drift = media.currentTime - target;
    const over = media.ended && end - target < FAR_AFTER_CHANGE;
    if (target >= end || over) {
      // What is just short of the end plays out.
      if (media.paused || drift < -FAR) this.#hold(end);
      return;
    }
    this.held = null;
    if (this.meeting) this.#meet(timeLine, target, end);
    else if (media.seeking) return;
    else if (this.#mustJump(drift)) this.#approach(target, timeLine.rate, end);
    else if (media.paused) this.#start(timeLine.rate);
    else if (media.readyState >= HAVE_FUTURE_DATA) this.#keepStep(drift, timeLine.rate);
  }

  /** @param {number} drift */
  #mustJump(drift) {
    const { media } = this;
    const far = Math.abs(drift) > (this.fresh || media.paused ? FAR_AFTER_CHANGE : FAR);
    return media.ended || (far && this.seekable);
  }

  /**
   * @param {number} target
   * @param {number} rate
   * @param {number} end
   */
  #approach(target, rate, end) {
    const { media } = this;
    if (!media.paused) media.pause();
    const position = Math.min(end, target + this.lead * rate);
    this.meeting = { position, askedAt: this.clock.now() };
    media.currentTime = position;
  }

  /**
   * @param {TimeLine} timeLine
   * @param {number} target
   * @param {number} end
   */
  #meet({ rate }, target, end) {
    const { media, meeting } = this;
    if (!meeting || media.seeking || media.readyState < HAVE_FUTURE_DATA) return;
    const took = (this.clock.now() - meeting.askedAt) / 1000;
    const wait = (media.currentTime - target) / rate - START_TAKES;
    // A file that does not let itself be sought is played from where it is.
    this.seekable = Math.abs(media.currentTime - meeting.position) < FAR;
    if (this.seekable && wait < -FAR_AFTER_CHANGE && this.lead < MOST_LEAD) {
      this.lead = Math.min(MOST_LEAD, Math.max(MISSED_LEAD, this.lead * 2));
      this.#approach(target, rate, end);
      return;
    }
    meeting.ready ??= took;
    if (wait > 0) {
      this.timer = setTimeout(() => this.step(), Math.ceil(wait * 1000));
      return;
    }
    this.lead = Math.min(MOST_LEAD, Math.max(LEAST_LEAD, meeting.ready * 1.5));
    this.meeting = null;
    this.#start(rate);
  }

  /** @param {number} rate */
  #start(rate) {
    const { media } = this;
    this.nudged = 0;
    media.playbackRate = rate;
    Promise.resolve(media.play()).catch((error) => {
      if (error?.name !== "NotAllowedError" || media.muted) return;
      media.muted = true;
      this.dispatchEvent(new Event("blocked"));
      this.step();
    });
  }

  /**
   * @param {number} drift
   * @param {number} rate
   */
  #keepStep(drift, rate) {
    this.fresh = false;
    this.nudged = nudge(drift, this.nudged);
    const wanted = rate * (1 + this.nudged);
    if (this.media.playbackRate !== wanted) this.media.playbackRate = wanted;
  }
}
