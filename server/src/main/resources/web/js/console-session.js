/**
 * The operator's view into one session: it receives, commands, and never sends pictures or sound.
 */

import { ApiError, endSession, kick, muteAll, setMuted } from "./api.js";
import { findParticipant } from "./model.js";
import { SessionClient } from "./session-client.js";
import { errorWords, nameOf } from "./words.js";

export class ConsoleSession extends SessionClient {
  /** @param {{sessionId: string, token: string, renewToken: () => Promise<string|null>}} options */
  constructor(options) {
    super({ ...options, localStream: new MediaStream() });
  }

  get sessionId() {
    return this.options.sessionId;
  }

  get token() {
    return this.channel.options.token;
  }

  /**
   * Mutes or unmutes and answers what came of it, in words. Without a channel the command goes by REST.
   *
   * @param {string} id
   * @param {boolean} muted
   * @returns {Promise<string>}
   */
  async setMuted(id, muted) {
    const name = this.#name(id);
    const failed = `${name} could not be ${muted ? "muted" : "unmuted"}`;
    try {
      const byChannel = this.channel.state.phase === "open";
      const result = byChannel
        ? await this.channel.command(muted ? "mute_participant" : "unmute_participant", { participant_id: id })
        : await this.#authorised((token) => setMuted(this.sessionId, id, muted, token));
      if (result.success) return `${name} is ${muted ? "muted" : "unmuted"}.`;
      return `${failed}: ${errorWords(new Error(result.error || "the participant did not confirm it"))}`;
    } catch (error) {
      return `${failed}: ${errorWords(error)}`;
    }
  }

  /** @returns {Promise<string>} */
  async muteAll() {
    try {
      const { participants } = await this.#authorised((token) => muteAll(this.sessionId, token));
      if (participants.length === 0) return "There is nobody to mute.";
      const failed = participants.filter(({ success }) => !success).map((result) => this.#name(result.participant_id));
      if (failed.length === 0) return participants.length === 1 ? "The participant is muted." : `All ${participants.length} participants are muted.`;
      return `${participants.length - failed.length} of ${participants.length} are muted. Not muted: ${failed.join(", ")}.`;
    } catch (error) {
      return `Not everybody could be muted: ${errorWords(error)}`;
    }
  }

  /**
   * @param {string} id
   * @returns {Promise<string>}
   */
  async remove(id) {
    const name = this.#name(id);
    try {
      await this.#authorised((token) => kick(this.sessionId, id, token));
      return `${name} was removed.`;
    } catch (error) {
      return `${name} could not be removed: ${errorWords(error)}`;
    }
  }

  /** @returns {Promise<void>} Rejects with a sentence if the session goes on. */
  async end() {
    try {
      await this.#authorised((token) => endSession(this.sessionId, token));
    } catch (error) {
      const gone = error instanceof ApiError && (error.status === 404 || error.status === 409);
      if (!gone) throw new Error(`The session could not be ended: ${errorWords(error)}`);
    }
    this.channel.close("ended");
  }

  /**
   * A console may stay open longer than its token lives.
   *
   * @template T
   * @param {(token: string) => Promise<T>} action
   * @returns {Promise<T>}
   */
  async #authorised(action) {
    try {
      return await action(this.token);
    } catch (error) {
      const token = error instanceof ApiError && error.status === 401 ? await this.options.renewToken?.() : null;
      if (!token) throw error;
      this.channel.options.token = token;
      return action(token);
    }
  }

  /** @param {string} id */
  #name(id) {
    return nameOf(findParticipant(this.state, id) ?? { id, name: "" });
  }
}
