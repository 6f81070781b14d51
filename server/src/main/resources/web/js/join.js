/**
 * The join page: before, in and after the call.
 *
 * @import { ChannelState } from "./channel.js"
 * @import { Ending } from "./join-endings.js"
 * @import { JoinRecord } from "./join-memory.js"
 */

import { refusalOf } from "./channel-refusal.js";
import { byId, setText, whileBusy } from "./dom.js";
import { setUpDrops } from "./file-drop.js";
import { Call } from "./join-call.js";
import { ENDINGS, INCOMPLETE_LINK } from "./join-endings.js";
import { JoinRefused, readJoinLink, tokenForNewTab } from "./join-link.js";
import { forgetJoin, holdToken, recallJoin, rememberJoin } from "./join-memory.js";
import { JoinView } from "./join-view.js";
import { DeviceError, missingWords, openDevices } from "./media/devices.js";
import { statusOf } from "./status.js";
import { errorWords } from "./words.js";

const nameField = byId("your-name", HTMLInputElement);
const useMicrophone = byId("use-microphone", HTMLInputElement);
const useCamera = byId("use-camera", HTMLInputElement);
const say = statusOf(byId("status", HTMLElement));

const link = readJoinLink(location.hash);
/** @type {{call: Call, view: JoinView, record: JoinRecord}|null} */
let running = null;

/** @param {"start"|"call"|"over"} section */
function show(section) {
  for (const id of ["start", "call", "over"]) byId(id, HTMLElement).hidden = id !== section;
}

/** @param {Ending} ending */
function showEnding({ title, text, again }) {
  setText(byId("over-heading", HTMLElement), title);
  setText(byId("over-text", HTMLElement), text);
  const button = byId("join-again", HTMLElement);
  button.hidden = again === null;
  setText(button, again ?? "");
  show("over");
  byId("over-heading", HTMLElement).focus();
}

/** @param {string|null} problem */
function showDeviceProblem(problem) {
  byId("device-problem", HTMLElement).hidden = problem === null;
  setText(byId("device-problem-text", HTMLElement), problem ?? "");
}

/** @param {{microphone: boolean, camera: boolean}} wanted */
async function join(wanted) {
  if (!link || running) return;
  showDeviceProblem(null);
  say("");
  const remembered = recallJoin(link);
  const name = nameField.value.trim();
  try {
    const localStream = await openDevices(wanted);
    const token = await ownToken(name).catch((error) => {
      for (const track of localStream.getTracks()) track.stop();
      throw error;
    });
    enter({ token, name, localStream, remembered });
    const missing = missingWords(wanted, localStream);
    if (missing) say(missing);
  } catch (error) {
    show("start");
    if (error instanceof DeviceError) showDeviceProblem(error.message);
    else say(error instanceof JoinRefused ? error.message : errorWords(error));
  }
}

/** @param {string} name */
async function ownToken(name) {
  if (!link) throw new JoinRefused("This link is not complete.");
  const remembered = recallJoin(link);
  if (remembered && (await holdToken(remembered.token))) return remembered.token;
  const token = await tokenForNewTab(link, name);
  void holdToken(token);
  return token;
}

/** @param {{token: string, name: string, localStream: MediaStream, remembered: JoinRecord|null}} entry */
function enter({ token, name, localStream, remembered }) {
  if (!link) return;
  const [microphone] = localStream.getAudioTracks();
  const [camera] = localStream.getVideoTracks();
  const comesBack = remembered?.joined === true;
  if (microphone && comesBack) microphone.enabled = !remembered.isMuted;
  if (camera && comesBack) camera.enabled = remembered.isCameraOn;
  const call = new Call({ sessionId: link.sessionId, token, localStream, name });
  const record = {
    sessionId: link.sessionId,
    linkToken: link.token,
    token,
    name,
    joined: true,
    microphone: Boolean(microphone),
    camera: Boolean(camera),
    isMuted: call.own.is_muted,
    isCameraOn: call.own.is_camera_on,
  };
  rememberJoin(record);
  running = { call, record, view: new JoinView(call, say) };
  call.addEventListener("own", () => {
    rememberJoin({ ...record, isMuted: call.own.is_muted, isCameraOn: call.own.is_camera_on });
  });
  call.addEventListener("announcement", (event) => say(/** @type {CustomEvent} */ (event).detail));
  call.addEventListener("connection", (event) => onConnection(/** @type {CustomEvent} */ (event).detail));
  show("call");
  byId("call-heading", HTMLElement).focus();
  call.start();
}

/** @param {ChannelState} state */
function onConnection({ phase, reason = "left" }) {
  if (!running || phase !== "closed") return;
  const { call, view, record } = running;
  running = null;
  call.stopDevices();
  view.dispose();
  if (reason === "removed") rememberJoin({ ...record, joined: false, removed: true });
  else if (reason === "left" || reason === "replaced") rememberJoin({ ...record, joined: false });
  else forgetJoin();
  say("");
  showEnding(ENDINGS[reason]);
}

const chosen = () => ({ microphone: useMicrophone.checked, camera: useCamera.checked });

byId("join-form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  void whileBusy(byId("join", HTMLButtonElement), () => join(chosen()));
});
byId("try-again", HTMLButtonElement).addEventListener("click", () => void join(chosen()));
byId("join-without", HTMLButtonElement).addEventListener("click", () => void join({ microphone: false, camera: false }));
byId("join-again", HTMLButtonElement).addEventListener("click", () => {
  show("start");
  void whileBusy(byId("join", HTMLButtonElement), () => join(chosen()));
});
byId("leave", HTMLButtonElement).addEventListener("click", () => running?.call.leave());
byId("reconnect", HTMLButtonElement).addEventListener("click", () => running?.call.channel.retryNow());
for (const [id, toggle] of /** @type {const} */ ([
  ["microphone", "toggleMicrophone"],
  ["camera", "toggleCamera"],
  ["screen", "toggleScreenShare"],
])) {
  const control = byId(id, HTMLButtonElement);
  control.addEventListener("click", () => void whileBusy(control, async () => running?.call[toggle]()));
}
setUpDrops(() => running?.view.files ?? null);
window.addEventListener("pagehide", () => running?.call.farewell());
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
window.addEventListener("hashchange", () => location.reload());

if (!link) {
  showEnding(INCOMPLETE_LINK);
} else {
  const remembered = recallJoin(link);
  nameField.value = remembered?.name ?? link.name;
  show("start");
  if (remembered?.removed) {
    showEnding(ENDINGS.removed);
  } else if (remembered?.joined) {
    useMicrophone.checked = remembered.microphone;
    useCamera.checked = remembered.camera;
    void join(chosen());
  } else {
    void refusalOf(link.sessionId, link.token).then((verdict) => {
      if (!running && (verdict === "ended" || verdict === "not_found")) showEnding(ENDINGS[verdict]);
    });
  }
}
