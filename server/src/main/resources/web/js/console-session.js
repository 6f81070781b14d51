/**
 * The operator's view into one session: it receives, commands, and never sends pictures or sound.
 * A further event: "announcement" (detail: a sentence for the operator).
 *
 * @import { MediaEngine } from "./media/engine.js"
 * @import { Envelope } from "./protocol.js"
 */

import { ApiError, deleteVideoFile, endSession, getPlayback, kick, muteAll, setMuted } from "./api.js";
import { CommandOutcomes } from "./command-outcomes.js";
import { PUT_OUT } from "./media/realtimekit-failure.js";
import { findParticipant } from "./model.js";
import { SessionClient } from "./session-client.js";
import { errorWords, nameOf } from "./words.js";

export class ConsoleSession extends SessionClient {
  #outcomes = new CommandOutcomes();

  /** @param {{sessionId: string, token: string, renewToken: () => Promise<string|null>}} options */
  constructor(options) {
    super({ ...options, localStream: new MediaStream() });
  }

  /**
   * @protected
   * @override
   * @param {MediaEngine} engine
   */
  listenTo(engine) {
    super.listenTo(engine);
    engine.on("over", ({ reason }) => {
      this.mediaProblem = reason === "ended" ? "The video service has ended this call." : PUT_OUT;
      this.tell("change");
    });
  }

  /**
   * @protected
   * @override
   * @param {Envelope} message
   */
  async onMessage(message) {
    this.#outcomes.note(message);
  }

  /**
   * Mutes or unmutes and answers what came of it, in words. Without a channel the command goes by REST. Where there is no
   * outcome yet, an announcement tells it if that is a failure.
   *
   * @param {string} id
   * @param {boolean} muted
   * @returns {Promise<string>}
   */
  async setMuted(id, muted) {
    const name = this.#name(id);
    /** @param {string} reason */
    const because = (reason) => `${name} could not be ${muted ? "muted" : "unmuted"}: ${errorWords(new Error(reason))}`;
    try {
      const byChannel = this.channel.state.phase === "open";
      const result = byChannel
        ? await this.channel.command(muted ? "mute_participant" : "unmute_participant", { participant_id: id })
        : await this.authorised((token) => setMuted(this.sessionId, id, muted, token));
      if (result.success) return `${name} is ${muted ? "muted" : "unmuted"}.`;
      const reason = result.error || this.#outcomes.reasonOf(result.command_id);
      if (result.outcome !== "pending" || reason) return because(reason || "the participant did not confirm it");
      this.#outcomes.whenFailed(result.command_id, (why) => this.tell("announcement", because(why)));
      return muted ? `${name} has not confirmed it yet.` : `${name} is being asked.`;
    } catch (error) {
      return because(error instanceof Error ? error.message : "");
    }
  }

  /** @returns {Promise<string>} */
  async muteAll() {
    try {
      const { participants } = await this.authorised((token) => muteAll(this.sessionId, token));
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
      await this.authorised((token) => kick(this.sessionId, id, token));
      return `${name} was removed.`;
    } catch (error) {
      return `${name} could not be removed: ${errorWords(error)}`;
    }
  }

  /**
   * Controls what plays for everyone and answers what went wrong, in words.
   *
   * @param {"play"|"pause"|"seek"|"stop"} action
   * @param {{file_id?: string, position?: number, rate?: number}} [how]
   * @returns {Promise<string>} Empty if all went well.
   */
  async controlVideo(action, how = {}) {
    try {
      const result = await this.channel.command("video_control", { ...how, action });
      if (result.success) return "";
      throw new Error(result.error || "The server refused");
    } catch (error) {
      return `The video could not be controlled: ${errorWords(error)}`;
    }
  }

  /**
   * @param {{id: string, name: string}} file
   * @returns {Promise<string>}
   */
  async deleteFile({ id, name }) {
    try {
      await this.authorised((token) => deleteVideoFile(this.sessionId, id, token));
      return `${name} was deleted.`;
    } catch (error) {
      if (error instanceof ApiError && error.code === "FILE_NOT_FOUND") return `${name} was deleted already.`;
      return `${name} could not be deleted: ${errorWords(error)}`;
    }
  }

  /** How the pages that show the video keep in step. */
  playback() {
    return this.authorised((token) => getPlayback(this.sessionId, token));
  }

  /** @returns {Promise<void>} Rejects with a sentence if the session goes on. */
  async end() {
    try {
      await this.authorised((token) => endSession(this.sessionId, token));
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
