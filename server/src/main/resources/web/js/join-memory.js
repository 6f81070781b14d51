/**
 * What a tab remembers of its call, so that a reload comes back as the same participant.
 *
 * @import { JoinLink } from "./join-link.js"
 *
 * @typedef {object} JoinRecord
 * @property {string} sessionId
 * @property {string|null} linkToken The token in the link; another link in the same tab is another call.
 * @property {string} token The token this tab owns.
 * @property {string} name
 * @property {boolean} joined
 * @property {boolean} microphone Whether the device was opened.
 * @property {boolean} camera
 * @property {boolean} isMuted
 * @property {boolean} isCameraOn
 * @property {boolean} [removed] The operator removed this participant: a reload says so again.
 */

import { forget, recall, remember } from "./tab-memory.js";
import { participantIdOf } from "./token.js";

const KEY = "video-call.join";

/** How long a tab waits for the page it replaces to go away. */
const HANDOVER_MS = 1_500;

/**
 * @param {JoinLink} link
 * @returns {JoinRecord|null}
 */
export function recallJoin(link) {
  const record = recall(KEY);
  return record?.sessionId === link.sessionId && record?.linkToken === link.token ? record : null;
}

/** @param {JoinRecord} record */
export const rememberJoin = (record) => remember(KEY, record);

export const forgetJoin = () => forget(KEY);

/**
 * Holds the token for this page until it goes away. A duplicated tab inherits the record but not the hold.
 *
 * @param {string} token
 * @returns {Promise<boolean>} False if another page of this browser holds it.
 */
export async function holdToken(token) {
  const id = participantIdOf(token);
  if (!id || !navigator.locks) return true;
  if (held.has(id)) return true;
  return new Promise((resolve) => {
    navigator.locks
      .request(`video-call.participant.${id}`, { signal: AbortSignal.timeout(HANDOVER_MS) }, () => {
        held.add(id);
        resolve(true);
        return new Promise(() => undefined);
      })
      .catch(() => resolve(false));
  });
}

/** @type {Set<string>} */
const held = new Set();
