/**
 * The operator console: no session, an open session, or a session that just ended.
 *
 * @import { ChannelState, CloseReason } from "./channel.js"
 * @import { OpenedSession } from "./console-start.js"
 */

import { clearInvite, setUpInvite } from "./console-invite.js";
import { ConsoleSession } from "./console-session.js";
import { controlToken, setUpStart } from "./console-start.js";
import { ConsoleView } from "./console-view.js";
import { byId, setText } from "./dom.js";
import { setUpDrops } from "./file-drop.js";
import { durationMs } from "./model.js";
import { statusOf } from "./status.js";
import { forget, recall, remember } from "./tab-memory.js";
import { durationWords } from "./words.js";

const MEMORY = "video-call.console";

/** @type {Record<CloseReason, string>} */
const ENDINGS = {
  left: "",
  ended: "Everybody has left the call.",
  removed: "This console was disconnected.",
  replaced: "This session was opened in another console.",
  refused: "The server no longer accepts this console. Open the session again.",
  not_found: "This session does not exist any more.",
};

const query = new URLSearchParams(location.search);
const wanted = query.get("session");
const shareId = query.get("share");

const say = statusOf(byId("status", HTMLElement));

/** @type {{session: ConsoleSession, view: ConsoleView}|null} */
let running = null;

const start = setUpStart({ onOpen: open, say });
setUpDrops(() => running?.view.files ?? null);
setUpInvite({ session: () => running?.session ?? null, say });

/** @param {OpenedSession} opened */
function open(opened) {
  close();
  if (opened.sessionId !== wanted) clearAddress();
  remember(MEMORY, opened);
  const session = new ConsoleSession({
    ...opened,
    renewToken: async () => {
      const token = await controlToken(opened.sessionId).catch(() => null);
      if (token) remember(MEMORY, { ...opened, token });
      return token;
    },
  });
  const view = new ConsoleView(session, { say, onClose: () => close("left") });
  running = { session, view };
  session.addEventListener("connection", (event) => {
    const { phase, reason } = /** @type {ChannelState} */ (/** @type {CustomEvent} */ (event).detail);
    if (phase === "closed" && running?.session === session) close(reason);
  });
  session.addEventListener("announcement", (event) => {
    if (running?.session === session) say(/** @type {CustomEvent<string>} */ (event).detail);
  });
  clearInvite();
  byId("start", HTMLElement).hidden = true;
  byId("ended", HTMLElement).hidden = true;
  byId("session", HTMLElement).hidden = false;
  say("");
  session.start();
  byId("session-heading", HTMLElement).focus();
}

/** @param {CloseReason} [reason] */
function close(reason = "left") {
  if (!running) return;
  const { session, view } = running;
  running = null;
  forget(MEMORY);
  clearAddress();
  session.channel.close(reason);
  view.dispose();
  byId("session", HTMLElement).hidden = true;
  showStart();
  say(reason === "ended" ? "The session has ended." : "");
  if (reason !== "left") showEnding(session, reason);
}

/**
 * @param {ConsoleSession} session
 * @param {CloseReason} reason
 */
function showEnding({ state }, reason) {
  const lasted = durationWords(durationMs(state, Date.now()));
  const heading = byId("ended-heading", HTMLElement);
  setText(heading, reason === "ended" ? "Session ended" : "Session closed");
  const duration = reason === "ended" && state.known ? ` It lasted ${lasted}.` : "";
  setText(byId("ended-text", HTMLElement), ENDINGS[reason] + duration);
  byId("ended", HTMLElement).hidden = false;
  heading.focus();
}

function showStart() {
  byId("start", HTMLElement).hidden = false;
  byId("ended", HTMLElement).hidden = true;
  void start.showRecent();
}

/** @param {string} id */
function focusShare(id) {
  void running?.view.focusShare(id);
}

/** The address names a session only as long as that session is shown. */
function clearAddress() {
  if (location.search) history.replaceState(null, "", location.pathname);
}

window.addEventListener("pagehide", () => void running?.session.engine?.leave({ quick: true }));
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

/** @type {OpenedSession|null} */
const remembered = recall(MEMORY);

if (remembered && (!wanted || remembered.sessionId === wanted)) open(remembered);
else {
  showStart();
  if (wanted) await start.open(wanted);
}
if (shareId) focusShare(shareId);
