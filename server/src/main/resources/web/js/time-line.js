/**
 * Where a shared video should be, and how a page that is elsewhere gets there. Pure functions; seconds unless said.
 *
 * @import { TimeLine } from "./model.js"
 */

/** Below this a page is in step. */
const IN_STEP = 0.03;

/** A page that began to correct itself stops here, not at {@link IN_STEP}: it would begin again at once. */
const CORRECTED = 0.01;

/** From here on it hurries. */
const FAR = 0.25;

/** How much faster or slower a page plays to correct itself; sound and picture do not show it. */
const GENTLE = 0.05;
const HURRIED = 0.1;

/**
 * Where everyone should be at a time.
 *
 * @param {TimeLine} timeLine
 * @param {number} duration The file's.
 * @param {number} nowMs By the server's clock.
 */
export function positionAt({ isPlaying, position, rate, atMs }, duration, nowMs) {
  const elapsed = isPlaying ? Math.max(0, nowMs - atMs) / 1000 : 0;
  return Math.min(duration, position + elapsed * rate);
}

/**
 * The part by which to play faster (positive) or slower (negative) than the time line.
 *
 * @param {number} drift How far the page is ahead; negative where it is behind.
 * @param {number} before What this answered last.
 */
export function nudge(drift, before) {
  const distance = Math.abs(drift);
  const approaching = before !== 0 && Math.sign(before) === -Math.sign(drift);
  if (distance <= (approaching ? CORRECTED : IN_STEP)) return 0;
  return -Math.sign(drift) * (distance > FAR ? HURRIED : GENTLE);
}
