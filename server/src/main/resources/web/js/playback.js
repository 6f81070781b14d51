/**
 * Playing pictures and sound, also where the browser allows sound only after a click.
 * Tells "blocked" and, when nothing is held back any more, "playing".
 */
export class Playback extends EventTarget {
  constructor() {
    super();
    /** @type {Set<HTMLMediaElement>} */
    this.blocked = new Set();
  }

  /**
   * @param {HTMLMediaElement} element
   * @param {readonly MediaStreamTrack[]} tracks None: the element falls silent.
   */
  show(element, tracks) {
    element.srcObject = tracks.length > 0 ? new MediaStream([...tracks]) : null;
    if (tracks.length > 0) void this.#play(element);
    else this.#release(element);
  }

  /** To be called from a click. */
  async resume() {
    await Promise.all([...this.blocked].map((element) => this.#play(element)));
  }

  /** @param {HTMLMediaElement} element */
  async #play(element) {
    try {
      await element.play();
      this.#release(element);
    } catch (error) {
      const superseded = error instanceof DOMException && error.name === "AbortError";
      if (superseded || !element.srcObject) return;
      this.blocked.add(element);
      this.dispatchEvent(new Event("blocked"));
    }
  }

  /** @param {HTMLMediaElement} element */
  #release(element) {
    if (this.blocked.delete(element) && this.blocked.size === 0) this.dispatchEvent(new Event("playing"));
  }
}
