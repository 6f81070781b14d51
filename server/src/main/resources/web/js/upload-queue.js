/**
 * The files a page is sharing: one after the other, each to be cancelled. Tells "change"; "shared" (detail: the
 * file's name) and "failed" (detail: a sentence).
 *
 * @typedef {object} Upload
 * @property {number} id
 * @property {File} file
 * @property {"waiting"|"sending"} phase
 * @property {number} sent In bytes.
 * @property {number|null} secondsLeft
 * @property {AbortController} stop
 *
 * @typedef {(file: File, onProgress: (sent: number) => void, signal: AbortSignal) => Promise<unknown>} Send
 */

import { Cancelled } from "./upload.js";
import { failureWords, Speed } from "./upload-words.js";

export class UploadQueue extends EventTarget {
  /**
   * @param {Send} send
   * @param {() => number} [now] In milliseconds.
   */
  constructor(send, now = () => performance.now()) {
    super();
    this.send = send;
    this.now = now;
    this.ids = 0;
    /** @type {readonly Upload[]} */
    this.uploads = [];
  }

  /** @param {Iterable<File>} files */
  add(files) {
    const added = [...files].map((file) => this.#waiting(file));
    const idle = this.uploads.length === 0;
    this.uploads = [...this.uploads, ...added];
    this.#tell("change");
    if (idle) void this.#work();
  }

  /** @param {number} id */
  cancel(id) {
    const upload = this.uploads.find((one) => one.id === id);
    if (!upload) return;
    upload.stop.abort();
    // What is being sent leaves when its request has ended.
    if (upload.phase === "waiting") this.#remove(upload);
  }

  cancelAll() {
    for (const { id } of [...this.uploads].reverse()) this.cancel(id);
  }

  async #work() {
    for (let next = this.uploads[0]; next; next = this.uploads[0]) await this.#process(next);
  }

  /** @param {Upload} upload */
  async #process(upload) {
    const { file, stop } = upload;
    const speed = new Speed();
    const onProgress = (/** @type {number} */ sent) => {
      speed.note(sent, this.now());
      upload.sent = sent;
      upload.secondsLeft = speed.secondsLeft(file.size);
      this.#tell("change");
    };
    upload.phase = "sending";
    onProgress(0);
    try {
      await this.send(file, onProgress, stop.signal);
      this.#tell("shared", file.name);
    } catch (error) {
      if (!(error instanceof Cancelled)) this.#tell("failed", failureWords(file.name, error));
    }
    this.#remove(upload);
  }

  /** @param {Upload} upload */
  #remove(upload) {
    this.uploads = this.uploads.filter((one) => one !== upload);
    this.#tell("change");
  }

  /**
   * @param {File} file
   * @returns {Upload}
   */
  #waiting(file) {
    return { id: ++this.ids, file, phase: "waiting", sent: 0, secondsLeft: null, stop: new AbortController() };
  }

  /**
   * @param {string} type
   * @param {unknown} [detail]
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
