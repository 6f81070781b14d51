/** The key a closed server asks operators for. It lives as long as the tab. */

import { ApiError } from "./api.js";
import { byId } from "./dom.js";
import { forget, recall, remember } from "./tab-memory.js";

const KEY = "video-call.operator-key";

export const KEY_REFUSED = "The operator key was not accepted. Type it again.";

/** @returns {string|null} */
export const operatorKey = () => recall(KEY);

/** The operator cancelled nothing and did nothing wrong: the key has to be typed first. */
export class OperatorKeyNeeded extends Error {
  constructor() {
    super("Type the operator key and try again.");
  }
}

/** Takes over what was typed, if anything was. */
export function acceptTypedKey() {
  const field = byId("operator-key", HTMLInputElement);
  if (!field.value) return;
  remember(KEY, field.value);
  field.value = "";
  byId("operator-key-form", HTMLElement).hidden = true;
}

/** Forgets a key that was refused and asks for another. @returns {boolean} Whether there was a key. */
export function askForKey() {
  const wasWrong = operatorKey() !== null;
  forget(KEY);
  byId("operator-key-form", HTMLElement).hidden = false;
  return wasWrong;
}

/**
 * Does something that a closed server allows only with the key, and asks for the key if it was refused.
 *
 * @template T
 * @param {(key: string|null) => Promise<T>} action
 * @returns {Promise<T>}
 * @throws {OperatorKeyNeeded}
 */
export async function withOperatorKey(action) {
  try {
    return await action(operatorKey());
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    const wasWrong = askForKey();
    byId("operator-key", HTMLElement).focus();
    if (wasWrong) throw new Error(KEY_REFUSED);
    throw new OperatorKeyNeeded();
  }
}
