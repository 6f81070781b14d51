/** Uploads in words, and how long one still takes. Pure functions. */

import { ApiError } from "./api.js";
import { bytesWords, durationWords, errorWords } from "./words.js";

/**
 * What to do about it, by the code of the error: instead of the server's own sentence, or behind it.
 *
 * @type {Record<string, {instead?: string, then?: string}>}
 */
const REMEDIES = {
  FILE_TOO_LARGE: { then: "Share a smaller one." },
  STORAGE_FULL: { then: "The operator can delete files to make room." },
  SESSION_ENDED: { instead: "The session has ended." },
  SESSION_NOT_FOUND: { instead: "The session does not exist any more." },
  UNAUTHORIZED: { instead: "The server no longer accepts this page. Load it again, and share the file again." },
  FORBIDDEN: { instead: "The server does not let this page share files." },
  UNAVAILABLE: { then: "Try again in a moment." },
  UNREACHABLE: { instead: "The connection to the server was lost. Try again when it is back." },
};

/**
 * Why a file was not shared.
 *
 * @param {string} name
 * @param {unknown} error
 */
export function failureWords(name, error) {
  const code = error instanceof ApiError ? error.code : "";
  const { instead, then } = Object.hasOwn(REMEDIES, code) ? REMEDIES[code] : {};
  const why = instead ?? [errorWords(error), then].filter(Boolean).join(" ");
  return `${name} was not shared. ${why}`;
}

/**
 * @param {{sent: number, size: number, secondsLeft: number|null}} progress
 * @returns {string} Such as "12 %, 8.8 MB of 73.4 MB, 0:41 left".
 */
export function progressWords({ sent, size, secondsLeft }) {
  if (sent >= size) return "Sent. The server is looking at it…";
  const part = `${Math.floor((sent / size) * 100)} %, ${bytesWords(sent)} of ${bytesWords(size)}`;
  return secondsLeft === null ? part : `${part}, ${durationWords(Math.ceil(secondsLeft) * 1000)} left`;
}

/** The speed of so much time counts. */
const WINDOW_MS = 5_000;

/** Before that the speed is not known. */
const LEAST_MS = 1_000;

/** How fast bytes went lately. */
export class Speed {
  constructor() {
    /** @type {{at: number, sent: number}[]} */
    this.points = [];
  }

  /**
   * @param {number} sent
   * @param {number} at In milliseconds.
   */
  note(sent, at) {
    this.points.push({ at, sent });
    while (this.points.length > 2 && at - this.points[1].at >= WINDOW_MS) this.points.shift();
  }

  /**
   * How many seconds the rest takes, or null while that is not known.
   *
   * @param {number} size
   */
  secondsLeft(size) {
    const first = this.points[0];
    const last = this.points.at(-1);
    if (!first || !last || last.at - first.at < LEAST_MS || last.sent <= first.sent) return null;
    return ((size - last.sent) * (last.at - first.at)) / (last.sent - first.sent) / 1000;
  }
}
