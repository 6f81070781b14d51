/** Before a session is open: making one, or opening one that is active. */

import { ApiError, createSession, listActiveSessions, mintControlToken } from "./api.js";
import { button, byId, make, whileBusy } from "./dom.js";
import { acceptTypedKey, askForKey, KEY_REFUSED, operatorKey, withOperatorKey } from "./operator-key.js";
import { errorWords, participantsWords, shortId } from "./words.js";

/**
 * @typedef {{sessionId: string, token: string}} OpenedSession
 *
 * @param {{onOpen: (session: OpenedSession) => void, say: (sentence: string) => void}} options
 */
export function setUpStart({ onOpen, say }) {
  const nameField = byId("session-name", HTMLInputElement);
  const create = byId("new-session", HTMLButtonElement);
  const recent = byId("recent", HTMLElement);
  const recentList = byId("recent-list", HTMLUListElement);
  /** @type {(() => Promise<void>)|null} What waits for the operator key. */
  let waiting = null;

  /** @param {() => Promise<OpenedSession>} make */
  async function attempt(make) {
    try {
      onOpen(await make());
      waiting = null;
      nameField.value = "";
    } catch (error) {
      waiting = () => attempt(make);
      say(errorWords(error));
    }
  }

  const createNew = () =>
    attempt(async () => {
      const { session_id: sessionId } = await withOperatorKey((key) => createSession(nameField.value, key));
      return { sessionId, token: await controlToken(sessionId) };
    });

  /** @param {string} sessionId */
  const open = (sessionId) => attempt(async () => ({ sessionId, token: await controlToken(sessionId) }));

  /**
   * @param {HTMLButtonElement} control
   * @param {() => Promise<void>|undefined} action
   */
  const submit = (control, action) =>
    whileBusy(control, async () => {
      acceptTypedKey();
      await action();
      if (operatorKey()) await showRecent();
    });

  byId("start-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    void submit(create, createNew);
  });

  // A form of its own: Enter in the name field presses the first button of its form, even a hidden one.
  byId("operator-key-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const use = byId("use-operator-key", HTMLButtonElement);
    // What is said of an earlier key does not hold for this one; and what had the keyboard is hidden or disabled meanwhile.
    say("");
    void submit(use, () => waiting?.()).then(() => {
      if (operatorKey()) nameField.focus();
      else byId("operator-key", HTMLInputElement).focus();
    });
  });

  async function showRecent() {
    const { sessions } = await listActiveSessions(operatorKey()).catch((error) => {
      if (error instanceof ApiError && error.status === 401 && askForKey()) say(KEY_REFUSED);
      return { sessions: [] };
    });
    recentList.replaceChildren(
      ...sessions.map((session) => {
        const name = session.name?.trim() || `Session ${shortId(session.session_id)}`;
        const control = button("Open", () => void whileBusy(control, () => open(session.session_id)));
        control.setAttribute("aria-label", `Open ${name}`);
        const count = participantsWords(session.participant_count ?? 0);
        return make("li", {}, make("span", { className: "recent-name", text: name }), make("span", { className: "quiet", text: count }), control);
      }),
    );
    recent.hidden = sessions.length === 0;
  }

  return { open, showRecent };
}

/** @param {string} sessionId */
export const controlToken = async (sessionId) =>
  (await withOperatorKey((key) => mintControlToken(sessionId, key))).token;
