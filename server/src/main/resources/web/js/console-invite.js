/** Inviting: each click makes a link for one more participant. */

import { ApiError, mintParticipantToken } from "./api.js";
import { byId, whileBusy } from "./dom.js";
import { operatorKey } from "./operator-key.js";
import { errorWords } from "./words.js";

/**
 * @param {{session: () => {sessionId: string, token: string}|null, say: (sentence: string) => void}} options
 */
export function setUpInvite({ session, say }) {
  const nameField = byId("participant-name", HTMLInputElement);
  const linkField = byId("join-link", HTMLInputElement);
  const copy = byId("copy-link", HTMLButtonElement);

  async function invite() {
    const target = session();
    if (!target) return;
    try {
      const url = await mint(target, nameField.value);
      linkField.value = url;
      byId("open-link", HTMLAnchorElement).href = url;
      byId("invite-result", HTMLElement).hidden = false;
      say(await copyText(linkField));
    } catch (error) {
      say(`No join link could be made: ${errorWords(error)}`);
    }
  }

  byId("invite-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    void whileBusy(copy, invite);
  });
}

/** Forgets the link of the session before. */
export function clearInvite() {
  byId("participant-name", HTMLInputElement).value = "";
  byId("join-link", HTMLInputElement).value = "";
  byId("open-link", HTMLAnchorElement).href = "#";
  byId("invite-result", HTMLElement).hidden = true;
}

/**
 * @param {{sessionId: string, token: string}} session
 * @param {string} name
 * @returns {Promise<string>}
 */
async function mint({ sessionId, token }, name) {
  const answer = await mintParticipantToken(sessionId, name, token).catch((error) => {
    const key = operatorKey();
    const refused = error instanceof ApiError && (error.status === 401 || error.status === 403);
    if (refused && key) return mintParticipantToken(sessionId, name, key);
    throw error;
  });
  return new URL(answer.join_url, location.href).href;
}

/**
 * @param {HTMLInputElement} field
 * @returns {Promise<string>} What happened, in words.
 */
async function copyText(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return "Join link copied.";
  } catch {
    field.focus();
    field.select();
    return "The browser did not allow copying. The join link is selected: copy it with the keyboard.";
  }
}
