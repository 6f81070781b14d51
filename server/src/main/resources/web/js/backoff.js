/** Longest pause between two attempts. */
const CAP_MS = 5_000;

const FIRST_MS = 500;

/**
 * The pause before attempt number `attempt` (from 0): doubling up to 5 s, half of it random,
 * so that many pages do not come back in step.
 *
 * @param {number} attempt
 * @param {() => number} [random] Answers from 0 (inclusive) to 1 (exclusive).
 */
export function backoffMs(attempt, random = Math.random) {
  const full = Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(full / 2 + (full / 2) * random());
}
