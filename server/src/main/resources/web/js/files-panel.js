/**
 * The video files of a session, and sharing one more.
 *
 * @import { SharedFile } from "./model.js"
 * @import { SessionClient } from "./session-client.js"
 *
 * @typedef {object} FilesPanelOptions
 * @property {(sentence: string) => void} say
 * @property {(file: SharedFile) => HTMLButtonElement[]} [actionsOf] What can be done with a file.
 */

import { button, make, setText } from "./dom.js";
import { shownFile } from "./model.js";
import { uploadVideoFile } from "./upload.js";
import { UploadList } from "./upload-list.js";
import { UploadQueue } from "./upload-queue.js";
import { bytesWords, durationWords, uploaderWords } from "./words.js";

/** What the file chooser offers; the server looks at the content alone. */
const KINDS = "video/mp4,video/x-m4v,video/quicktime,video/webm,.mp4,.m4v,.mov,.webm";

export class FilesPanel {
  /**
   * @param {HTMLElement} host
   * @param {SessionClient} session
   * @param {FilesPanelOptions} options
   */
  constructor(host, session, { say, actionsOf = () => [] }) {
    this.host = host;
    this.session = session;
    this.actionsOf = actionsOf;
    /** @type {Map<string, {root: HTMLLIElement, facts: HTMLElement}>} */
    this.rows = new Map();
    this.queue = new UploadQueue((file, onProgress, signal) =>
      session.authorised((token) =>
        uploadVideoFile({ sessionId: session.sessionId, token, file, onProgress, signal }),
      ),
    );
    this.queue.addEventListener("shared", (event) => say(`${/** @type {CustomEvent} */ (event).detail} is shared.`));
    this.uploads = new UploadList(this.queue);
    this.leaving = new AbortController();
    window.addEventListener("beforeunload", (event) => this.#askBeforeLosing(event), { signal: this.leaving.signal });
    this.chooser = make("input");
    this.share = button("Share video file", () => this.chooser.click());
    this.none = make("p", { className: "quiet", text: "None yet. Share one, or drop it onto this page." });
    this.list = make("ul", { className: "files" });
    this.#arrange();
    this.render();
  }

  render() {
    const { state } = this.session;
    this.share.disabled = !state.known;
    this.none.hidden = state.files.length > 0;
    for (const [id, { root }] of this.rows) {
      if (state.files.some((file) => file.id === id)) continue;
      root.remove();
      this.rows.delete(id);
    }
    for (const file of state.files) this.#draw(file);
  }

  /** @param {Iterable<File>} files */
  add(files) {
    if (this.session.state.known) this.queue.add(files);
  }

  refuseFolder() {
    this.uploads.fail("A folder cannot be shared. Drop the video files that are in it.");
  }

  /** Nothing of what is still being sent is shared. */
  dispose() {
    this.leaving.abort();
    this.queue.cancelAll();
    this.host.replaceChildren();
  }

  #arrange() {
    const { chooser } = this;
    Object.assign(chooser, { type: "file", accept: KINDS, multiple: true, hidden: true });
    chooser.setAttribute("aria-label", "Video files to share");
    chooser.addEventListener("change", () => {
      this.add([...(chooser.files ?? [])]);
      // The same file can be chosen again.
      chooser.value = "";
    });
    this.list.setAttribute("aria-label", "Shared videos");
    const bar = make("div", { className: "row tiles-bar" }, make("h3", { text: "Shared videos" }), this.share, chooser);
    const hint = make("p", { className: "drop-hint", text: "Drop the file to share it with everyone." });
    this.host.replaceChildren(bar, hint, this.uploads.root, this.none, this.list);
  }

  /** @param {SharedFile} file */
  #draw(file) {
    const { state } = this.session;
    const { facts } = this.rows.get(file.id) ?? this.#addRow(file);
    const { participants, self } = state;
    const who = uploaderWords(file.uploadedBy, { participants, ownId: self?.participant_id });
    const shown = shownFile(state)?.id === file.id ? " · shown now" : "";
    setText(facts, `${durationWords(file.duration * 1000)} · ${bytesWords(file.size)} · from ${who}${shown}`);
  }

  /** @param {SharedFile} file */
  #addRow(file) {
    const facts = make("p", { className: "quiet numbers" });
    const words = make("div", { className: "file-text" }, make("p", { className: "file-name", text: file.name }), facts);
    const row = { root: make("li", {}, words, ...this.actionsOf(file)), facts };
    this.rows.set(file.id, row);
    this.list.append(row.root);
    return row;
  }

  /** @param {BeforeUnloadEvent} event */
  #askBeforeLosing(event) {
    if (this.queue.uploads.length > 0) event.preventDefault();
  }
}
