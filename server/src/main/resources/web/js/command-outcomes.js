/**
 * What the log tells of commands and their answers do not: why one failed, and that one failed after its answer.
 *
 * @import { Envelope } from "./protocol.js"
 */

/** Reasons come just before the answers that they belong to. */
const KEPT = 20;

export class CommandOutcomes {
  /** Why commands failed, by their ids, the newest last. @type {Map<string, string>} */
  #reasons = new Map();
  /** What is told when a command fails whose answer came before its outcome. @type {Map<string, (reason: string) => void>} */
  #later = new Map();

  /** @param {Envelope} message */
  note({ type, data }) {
    if (type !== "command_progressed" || data.status === "requested" || data.status === "delivered") return;
    const tell = this.#later.get(data.command_id);
    this.#later.delete(data.command_id);
    if (!data.reason) return;
    if (tell) tell(data.reason);
    else this.#remember(data.command_id, data.reason);
  }

  /**
   * @param {string} id
   * @returns {string|undefined} Why the command failed, as far as the log has told.
   */
  reasonOf(id) {
    return this.#reasons.get(id);
  }

  /**
   * @param {string} id
   * @param {(reason: string) => void} tell
   */
  whenFailed(id, tell) {
    this.#later.set(id, tell);
  }

  /**
   * @param {string} id
   * @param {string} reason
   */
  #remember(id, reason) {
    this.#reasons.set(id, reason);
    const [oldest] = this.#reasons.keys();
    if (this.#reasons.size > KEPT) this.#reasons.delete(oldest);
  }
}
