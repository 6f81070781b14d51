/**
 * A page's place in one session: channel, state and media engine kept together.
 * The console and the call on the join page build on it.
 *
 * Events: "change" (the state or anything shown with it changed), "connection" (detail: ChannelState),
 * "stream" (detail: a remote stream came or went).
 *
 * @import { ChannelState } from "./channel.js"
 * @import { EngineEvents, MediaEngine } from "./media/engine.js"
 * @import { Envelope } from "./protocol.js"
 *
 * @typedef {object} SessionClientOptions
 * @property {string} sessionId
 * @property {string} token
 * @property {MediaStream} localStream
 * @property {() => Promise<string|null>} [renewToken]
 */

import { ApiError, listVideoFiles } from "./api.js";
import { Channel } from "./channel.js";
import { createEngine } from "./media/engines.js";
import { apply, EMPTY } from "./model.js";

export class SessionClient extends EventTarget {
  /** @param {SessionClientOptions} options */
  constructor(options) {
    super();
    this.options = options;
    this.state = EMPTY;
    /** @type {MediaEngine|null} */
    this.engine = null;
    /** @type {Set<string>} Participants whose media flows. */
    this.linked = new Set();
    /** @type {string|null} Why there is no sound and no picture. */
    this.mediaProblem = null;
    this.channel = new Channel({ ...options, handle: (message) => this.#handle(message) });
    this.channel.addEventListener("state", (event) => this.#onChannel(/** @type {CustomEvent} */ (event).detail));
  }

  start() {
    this.channel.connect();
  }

  get sessionId() {
    return this.options.sessionId;
  }

  get token() {
    return this.channel.options.token;
  }

  /** The participants without this page's own one. */
  get others() {
    return this.state.participants.filter(({ id }) => id !== this.state.self?.participant_id);
  }

  /**
   * Where a video file plays from now on, or null if there is no such file any more.
   *
   * @param {string} fileId
   * @returns {Promise<string|null>}
   */
  async freshUrl(fileId) {
    const { files } = await this.authorised((token) => listVideoFiles(this.sessionId, token));
    return files.find(({ file_id: id }) => id === fileId)?.url ?? null;
  }

  /**
   * A page may stay open longer than its token lives.
   *
   * @template T
   * @param {(token: string) => Promise<T>} action
   * @returns {Promise<T>}
   */
  async authorised(action) {
    try {
      return await action(this.token);
    } catch (error) {
      const token = error instanceof ApiError && error.status === 401 ? await this.options.renewToken?.() : null;
      if (!token) throw error;
      this.channel.options.token = token;
      return action(token);
    }
  }

  /**
   * Says who and how this page is; the console has nothing to say.
   *
   * @protected
   */
  announce() {}

  /**
   * @param {MediaEngine} engine
   * @protected
   */
  listenTo(engine) {
    engine.on("remotestream", (detail) => this.#tellStream(detail));
    engine.on("problem", ({ message }) => {
      this.mediaProblem = message;
      this.tell("change");
    });
    engine.on("link", ({ participantId, connected }) => {
      if (connected === this.linked.has(participantId)) return;
      if (connected) this.linked.add(participantId);
      else this.linked.delete(participantId);
      this.tell("change");
    });
  }

  /**
   * For messages that concern only one kind of page.
   *
   * @param {Envelope} message
   * @returns {Promise<void>}
   * @protected
   */
  async onMessage(message) {
    void message;
  }

  /**
   * @param {string} type
   * @param {unknown} [detail]
   */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** @param {Envelope} message */
  async #handle(message) {
    const before = this.state;
    this.state = apply(before, message);
    if (message.type === "snapshot") await this.#onSnapshot();
    else if (message.type === "signal") this.engine?.signal(message.data);
    else if (message.type === "session_ended") this.channel.close("ended");
    else if (message.type === "participant_left") this.#onLeft(message.data);
    await this.onMessage(message);
    if (this.state === before) return;
    this.engine?.roster(this.#otherIds());
    this.tell("change");
  }

  async #onSnapshot() {
    const { self, media, participants, status } = this.state;
    if (status === "ended") this.channel.close("ended");
    if (!self || !media || status === "ended") return;
    const returning = this.engine !== null;
    if (!this.engine) {
      const { localStream, renewToken } = this.options;
      const { token } = this.channel.options;
      this.engine = createEngine({ channel: this.channel, self, media, token, localStream, renewToken });
      this.listenTo(this.engine);
    }
    this.announce();
    const forgotten = self.role === "participant" && !participants.some(({ id }) => id === self.participant_id);
    if (!returning || forgotten) void this.engine.join(this.#otherIds());
  }

  /** @param {{participant_id: string, reason: string}} data */
  #onLeft({ participant_id: id, reason }) {
    const wasMe = id === this.state.self?.participant_id && reason === "connection_lost";
    if (!wasMe) return;
    this.announce();
    void this.engine?.join(this.#otherIds());
  }

  /** @param {ChannelState} state */
  #onChannel(state) {
    if (state.phase === "open" && this.engine) {
      if (state.resumed) this.announce();
      this.engine.reconnected();
    }
    if (state.phase === "closed") {
      void this.engine?.leave();
      this.engine = null;
    }
    this.tell("connection", state);
  }

  /** @param {EngineEvents["remotestream"]} detail */
  #tellStream(detail) {
    this.tell("stream", detail);
  }

  #otherIds() {
    return this.others.map(({ id }) => id);
  }
}
