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
        : await setMuted(this.sessionId, id, muted, this.token);
      if (result.success) return `${name} is ${muted ? "muted" : "unmuted"}.`;
      return `${failed}: ${errorWords(new Error(result.error || "the participant did not confirm it"))}`;
    } catch (error) {
      return `${failed}: ${errorWords(error)}`;
    }
  }

  /** @returns {Promise<string>} */
  async muteAll() {
    try {
      const { participants } = await muteAll(this.sessionId, this.token);
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
      await kick(this.sessionId, id, this.token);
      return `${name} was removed.`;
    } catch (error) {
      return `${name} could not be removed: ${errorWords(error)}`;
    }
  }

  /** @returns {Promise<void>} Rejects with a sentence if the session goes on. */
  async end() {
    try {
      await endSession(this.sessionId, this.token);
    } catch (error) {
      const gone = error instanceof ApiError && (error.status === 404 || error.status === 409);
      if (!gone) throw new Error(`The session could not be ended: ${errorWords(error)}`);
    }
    this.channel.close("ended");
  }

  /** @param {string} id */
  #name(id) {
    return nameOf(findParticipant(this.state, id) ?? { id, name: "" });
  }
}
