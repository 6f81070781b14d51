/**
 * Draws an open session at the console and connects its buttons.
 *
 * @import { ConsoleSession } from "./console-session.js"
 * @import { SharedFile } from "./model.js"
 */

import { listScreenShares } from "./api.js";
import { ConsoleTile } from "./console-tile.js";
import { button, byId, setText, whileBusy } from "./dom.js";
import { FilesPanel } from "./files-panel.js";
import { showProblem } from "./media-problem.js";
import { durationMs } from "./model.js";
import { Playback } from "./playback.js";
import { PlaybackControls } from "./playback-controls.js";
import { SharedVideo } from "./shared-video.js";
import { TileList } from "./tile-list.js";
import { durationWords, errorWords, participantsWords, shortId } from "./words.js";

export class ConsoleView {
  /**
   * @param {ConsoleSession} session
   * @param {{say: (sentence: string) => void, onClose: () => void}} hooks
   */
  constructor(session, { say, onClose }) {
    this.session = session;
    this.say = say;
    this.leaving = new AbortController();
    const playback = new Playback();
    const actions = {
      setMuted: async (/** @type {string} */ id, /** @type {boolean} */ muted) => say(await session.setMuted(id, muted)),
      remove: async (/** @type {string} */ id) => say(await session.remove(id)),
    };
    this.tiles = new TileList(byId("tiles", HTMLUListElement), () => new ConsoleTile(playback, actions));
    this.dialog = byId("end-dialog", HTMLDialogElement);
    this.deletion = byId("delete-dialog", HTMLDialogElement);
    /** @type {SharedFile|null} The one that is asked about. */
    this.doomed = null;
    this.shared = new SharedVideo(byId("shared", HTMLElement), session, { audible: false, timed: false });
    this.controls = new PlaybackControls(this.shared, session, say);
    this.files = new FilesPanel(byId("files", HTMLElement), session, { say, actionsOf: (file) => this.#fileActions(file) });
    const { signal } = this.leaving;
    const update = () => this.render();
    session.addEventListener("change", update, { signal });
    session.addEventListener("connection", update, { signal });
    session.addEventListener("stream", (event) => this.tiles.setStream(/** @type {CustomEvent} */ (event).detail), { signal });
    this.#click("mute-all", async () => say(await session.muteAll()));
    this.#click("reconnect", async () => session.channel.retryNow());
    this.#click("close-session", async () => onClose());
    this.#click("end-session", async () => this.dialog.showModal());
    this.#click("end-cancel", async () => this.dialog.close());
    this.#click("end-confirm", () => this.#end());
    this.#click("delete-cancel", async () => this.deletion.close());
    this.#click("delete-confirm", () => this.#delete());
    this.timer = setInterval(() => this.#renderDuration(), 500);
    this.render();
  }

  dispose() {
    clearInterval(this.timer);
    this.leaving.abort();
    this.dialog.close();
    this.deletion.close();
    this.controls.dispose();
    this.shared.dispose();
    this.files.dispose();
    this.tiles.clear();
  }

  render() {
    const { state, channel, linked, sessionId, mediaProblem } = this.session;
    const { participants, known } = state;
    this.tiles.render(participants, { linked, failed: mediaProblem !== null });
    this.files.render();
    this.shared.render();
    this.controls.render();
    setText(byId("session-heading", HTMLElement), state.name || `Session ${shortId(sessionId)}`);
    setText(byId("count", HTMLElement), participantsWords(participants.length));
    byId("nobody", HTMLElement).hidden = !known || participants.length > 0;
    byId("mute-all", HTMLButtonElement).disabled = participants.length === 0;
    showProblem(mediaProblem);
    byId("connection", HTMLElement).hidden = known && channel.state.phase === "open";
    byId("reconnect", HTMLElement).hidden = channel.state.phase === "open" || !known;
    setText(
      byId("connection-text", HTMLElement),
      known ? "The connection to the server was lost. Trying again…" : "Connecting to the session…",
    );
    this.#renderDuration();
  }

  /**
   * Brings the participant who shares this screen into view, as soon as it is known.
   *
   * @param {string} shareId
   */
  async focusShare(shareId) {
    const { sessionId, token } = this.session;
    const { screen_shares: shares } = await listScreenShares(sessionId, token).catch(() => ({ screen_shares: [] }));
    const share = shares.find((each) => each.share_id === shareId);
    if (!share) {
      this.say("This screen is no longer shared.");
      return;
    }
    const focus = () => {
      const tile = this.tiles.tiles.get(share.participant_id);
      if (!tile) return;
      this.session.removeEventListener("change", focus);
      tile.root.classList.add("focused");
      tile.root.focus();
      tile.root.scrollIntoView({ block: "center" });
    };
    this.session.addEventListener("change", focus, { signal: this.leaving.signal });
    focus();
  }

  async #end() {
    try {
      await this.session.end();
    } catch (error) {
      this.dialog.close();
      this.say(errorWords(error));
    }
  }

  /** @param {SharedFile} file */
  #fileActions(file) {
    const play = button("Play", () => {
      void whileBusy(play, async () => this.say(await this.session.controlVideo("play", { file_id: file.id })));
    });
    play.setAttribute("aria-label", `Play ${file.name} for everyone`);
    const remove = button("Delete", () => this.#askToDelete(file), "danger");
    remove.setAttribute("aria-label", `Delete ${file.name}`);
    return [play, remove];
  }

  /** @param {SharedFile} file */
  #askToDelete(file) {
    this.doomed = file;
    setText(byId("delete-text", HTMLElement), `${file.name} is deleted for everyone. Where it plays, it stops.`);
    this.deletion.showModal();
  }

  async #delete() {
    const file = this.doomed;
    this.doomed = null;
    if (file) this.say(await this.session.deleteFile(file));
    this.deletion.close();
    // The button that had the focus is gone with the file.
    this.files.share.focus();
  }

  #renderDuration() {
    const { state } = this.session;
    setText(byId("duration", HTMLElement), state.known ? durationWords(durationMs(state, Date.now())) : "");
  }

  /**
   * @param {string} id
   * @param {() => Promise<unknown>} action
   */
  #click(id, action) {
    const control = byId(id, HTMLButtonElement);
    control.addEventListener("click", () => void whileBusy(control, action), { signal: this.leaving.signal });
  }
}
