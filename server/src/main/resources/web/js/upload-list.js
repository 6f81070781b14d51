/**
 * The files that this page is sending, each with its progress, and those that could not be shared with the reason.
 *
 * @import { Upload, UploadQueue } from "./upload-queue.js"
 */

import { button, make, setAttribute, setText } from "./dom.js";
import { progressWords } from "./upload-words.js";

/** @typedef {{root: HTMLLIElement, bar: HTMLProgressElement, text: HTMLElement}} Row */

export class UploadList {
  /** @param {UploadQueue} queue */
  constructor(queue) {
    this.queue = queue;
    /** @type {Map<number, Row>} */
    this.rows = new Map();
    this.list = make("ul", { className: "files" });
    this.list.setAttribute("aria-label", "Being shared");
    this.failures = make("div", { className: "failures" });
    this.failures.setAttribute("role", "alert");
    this.root = make("div", { className: "uploads" }, this.failures, this.list);
    queue.addEventListener("change", () => this.#render());
    queue.addEventListener("failed", (event) => this.fail(/** @type {CustomEvent} */ (event).detail));
    this.#render();
  }

  /** @param {string} sentence */
  fail(sentence) {
    const notice = make("div", { className: "notice failure" }, make("p", { text: sentence }));
    notice.append(button("Dismiss", () => notice.remove()));
    this.failures.append(notice);
  }

  #render() {
    const { uploads } = this.queue;
    for (const [id, { root }] of this.rows) {
      if (uploads.some((upload) => upload.id === id)) continue;
      root.remove();
      this.rows.delete(id);
    }
    for (const upload of uploads) this.#draw(upload, this.rows.get(upload.id) ?? this.#add(upload));
  }

  /**
   * @param {Upload} upload
   * @param {Row} row
   */
  #draw({ phase, sent, secondsLeft, file: { size } }, { bar, text }) {
    const waiting = phase === "waiting";
    setText(text, waiting ? "Waiting for the one before" : progressWords({ sent, size, secondsLeft }));
    // The server says nothing of how far it has looked.
    if (!waiting && sent >= size) bar.removeAttribute("value");
    else setAttribute(bar, "value", String(size > 0 ? sent / size : 0));
  }

  /**
   * @param {Upload} upload
   * @returns {Row}
   */
  #add({ id, file: { name } }) {
    const bar = make("progress");
    bar.setAttribute("aria-label", `Sending ${name}`);
    const text = make("p", { className: "quiet numbers" });
    const cancel = button("Cancel", () => this.queue.cancel(id));
    cancel.setAttribute("aria-label", `Cancel ${name}`);
    const words = make("div", { className: "file-text" }, make("p", { className: "file-name", text: name }), bar, text);
    const row = { root: make("li", {}, words, cancel), bar, text };
    this.rows.set(id, row);
    this.list.append(row.root);
    return row;
  }
}
