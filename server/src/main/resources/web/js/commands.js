/**
 * Commands that wait for their answer, matched by correlation id.
 *
 * @import { Envelope } from "./protocol.js"
 */

import { randomId } from "./random-id.js";

/** Longer than the server waits for an effect to be observed. */
const TIMEOUT_MS = 15_000;

export class Commands {
  /** @param {(message: {type: string, correlation_id: string, data: object}) => boolean} transmit */
  constructor(transmit) {
    this.transmit = transmit;
    /** @type {Map<string, {resolve: (data: any) => void, reject: (error: Error) => void, timer: number}>} */
    this.waiting = new Map();
  }

  /**
   * @param {string} type
   * @param {object} data
   * @returns {Promise<any>}
   */
  send(type, data) {
    const id = randomId();
    return new Promise((resolve, reject) => {
      if (!this.transmit({ type, correlation_id: id, data })) {
        reject(new Error("There is no connection to the server"));
        return;
      }
      const timer = setTimeout(() => this.#fail(id, "The server did not answer in time"), TIMEOUT_MS);
      this.waiting.set(id, { resolve, reject, timer });
    });
  }

  /**
   * @param {Envelope} message
   * @returns {boolean} Whether the message was the answer to a command.
   */
  settle({ type, correlation_id: id = "", data }) {
    const entry = this.waiting.get(id);
    if (!entry || (type !== "command_result" && type !== "error")) return false;
    if (type === "error") this.#fail(id, data?.error ?? "The server refused");
    else {
      clearTimeout(entry.timer);
      this.waiting.delete(id);
      entry.resolve(data);
    }
    return true;
  }

  /** The connection is gone: nobody will answer any more. */
  abandon() {
    for (const id of [...this.waiting.keys()]) this.#fail(id, "The connection was lost before the server answered");
  }

  /**
   * @param {string} id
   * @param {string} why
   */
  #fail(id, why) {
    const entry = this.waiting.get(id);
    if (!entry) return;
    clearTimeout(entry.timer);
    this.waiting.delete(id);
    entry.reject(new Error(why));
  }
}
