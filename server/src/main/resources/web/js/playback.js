/** Playing remote pictures and sound, also where the browser first wants a click. Tells "blocked" and "playing". */
export class Playback extends EventTarget {
  constructor() {
    super();
    /** @type {Set<HTMLVideoElement>} */
    this.blocked = new Set();
  }

  /**
   * @param {HTMLVideoElement} video
   * @param {MediaStream|null} stream
   */
  async show(video, stream) {
    video.srcObject = stream;
    if (stream) await this.#play(video);
    else this.#release(video);
  }

  /** To be called from a click. */
  async resume() {
    for (const video of [...this.blocked]) {
      if (video.dataset.silenced) video.muted = false;
      delete video.dataset.silenced;
      await this.#play(video);
    }
  }

  /** @param {HTMLVideoElement} video */
  async #play(video) {
    try {
      await video.play();
      this.#release(video);
    } catch (error) {
      const superseded = error instanceof DOMException && error.name === "AbortError";
      if (superseded || !video.srcObject) return;
      this.blocked.add(video);
      this.dispatchEvent(new Event("blocked"));
      await this.#playSilently(video);
    }
  }

  /**
   * Without sound the browser allows it: the picture at least is there at once.
   *
   * @param {HTMLVideoElement} video
   */
  async #playSilently(video) {
    if (video.muted) return;
    video.muted = true;
    video.dataset.silenced = "true";
    await video.play().catch(() => undefined);
  }

  /** @param {HTMLVideoElement} video */
  #release(video) {
    if (this.blocked.delete(video) && this.blocked.size === 0) this.dispatchEvent(new Event("playing"));
  }
}
