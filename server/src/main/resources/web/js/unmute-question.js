/**
 * Asks the participant whether the operator may switch the microphone on. The newest question counts, and one that is
 * not answered in 30 seconds goes away, as the server has given up by then.
 */

import { byId } from "./dom.js";

const CONSIDERATION_MS = 30_000;

export class UnmuteQuestion {
  /** @param {AbortSignal} over Withdraws the question for good. */
  constructor(over) {
    this.notice = byId("unmute-question", HTMLElement);
    /** @type {((accepted: boolean) => void)|null} */
    this.waiting = null;
    this.timer = 0;
    byId("accept-unmute", HTMLButtonElement).addEventListener("click", () => this.answer(true), { signal: over });
    byId("decline-unmute", HTMLButtonElement).addEventListener("click", () => this.answer(false), { signal: over });
    over.addEventListener("abort", () => this.#withdraw());
  }

  /** @param {(accepted: boolean) => void} answered */
  ask(answered) {
    clearTimeout(this.timer);
    this.waiting = answered;
    this.timer = setTimeout(() => this.#withdraw(), CONSIDERATION_MS);
    this.notice.hidden = false;
  }

  /** @param {boolean} accepted */
  answer(accepted) {
    const answered = this.waiting;
    this.#withdraw();
    answered?.(accepted);
  }

  #withdraw() {
    clearTimeout(this.timer);
    this.waiting = null;
    this.notice.hidden = true;
  }
}
