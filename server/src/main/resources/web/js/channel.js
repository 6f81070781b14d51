/**
 * The event channel of one session: a WebSocket that comes back by itself and loses nothing.
 *
 * Messages are handed over one after the other, each when the handling of the one before is done.
 * Tells its condition by "state" events whose `detail` is a {@link ChannelState}.
 *
 * @import { Envelope } from "./protocol.js"
 *
 * @typedef {"left"|"ended"|"removed"|"replaced"|"refused"|"not_found"} CloseReason
 *
 * @typedef {object} ChannelState
 * @property {"connecting"|"open"|"waiting"|"closed"} phase "waiting": lost, the next attempt is planned.
 * @property {CloseReason} [reason] Why it is closed for good.
 * @property {boolean} [resumed] On "open": the missed events follow, perhaps without a snapshot.
 *
 * @typedef {object} ChannelOptions
 * @property {string} sessionId
 * @property {string} token
 * @property {(message: Envelope) => void|Promise<void>} handle
 * @property {() => Promise<string|null>} [renewToken] Asked after refusals; null gives up.
 */

import { backoffMs } from "./backoff.js";
import { refusalOf } from "./channel-refusal.js";
import { closeSocket, openSocket } from "./channel-socket.js";
import { Commands } from "./commands.js";
import { CLOSE } from "./protocol.js";
import { Pulse } from "./pulse.js";
import { ServerClock } from "./server-clock.js";

/** A handshake that takes longer is abandoned. */
const HANDSHAKE_MS = 10_000;

/** Refusals in a row after which a page that was connected gives up; a restarting server also refuses. */
const PATIENCE_IN_SESSION = 6;

/** @type {Record<number, CloseReason>} */
const FINAL = { [CLOSE.SESSION_ENDED]: "ended", [CLOSE.REMOVED]: "removed", [CLOSE.REPLACED]: "replaced" };

export class Channel extends EventTarget {
  /** @param {ChannelOptions} options */
  constructor(options) {
    super();
    this.options = options;
    /** @type {ChannelState} */
    this.state = { phase: "waiting" };
    this.commands = new Commands((message) => this.#transmit(message));
    this.clock = new ServerClock({ ping: (id) => this.send("ping", undefined, id) });
    this.pulse = new Pulse({
      ping: () => this.clock.ping(),
      onSilence: () => this.#lost(false),
    });
    /** @type {WebSocket|null} */
    this.socket = null;
    /** @type {number|null} */
    this.lastSeq = null;
    this.attempts = 0;
    this.refusals = 0;
    this.timer = 0;
    this.chain = Promise.resolve();
    this.retryNow = this.retryNow.bind(this);
  }

  connect() {
    window.addEventListener("online", this.retryNow);
    this.#open();
  }

  /** Tries at once instead of waiting for the planned attempt. */
  retryNow() {
    if (this.state.phase === "waiting") this.#open();
  }

  /**
   * Sends a message, or drops it (answer false) while there is no connection.
   *
   * @param {string} type
   * @param {object} [data]
   * @param {string} [correlationId]
   */
  send(type, data, correlationId) {
    return this.#transmit({ type, correlation_id: correlationId, data: data ?? {} });
  }

  /**
   * Sends a command and answers its result; rejects if none comes or the connection is lost.
   *
   * @param {string} type
   * @param {object} data
   * @returns {Promise<any>}
   */
  command(type, data) {
    return this.commands.send(type, data);
  }

  /** @param {CloseReason} [reason] */
  close(reason = "left") {
    if (this.state.phase === "closed") return;
    window.removeEventListener("online", this.retryNow);
    clearTimeout(this.timer);
    this.#dropSocket(CLOSE.NORMAL);
    this.#become({ phase: "closed", reason });
  }

  #open() {
    clearTimeout(this.timer);
    this.#dropSocket();
    this.#become({ phase: "connecting" });
    const resumed = this.lastSeq !== null;
    const socket = openSocket({ ...this.options, after: this.lastSeq });
    this.socket = socket;
    this.timer = setTimeout(() => this.#lost(false), HANDSHAKE_MS);
    socket.onopen = () => {
      clearTimeout(this.timer);
      this.refusals = 0;
      this.pulse.start();
      this.clock.start();
      this.#become({ phase: "open", resumed });
    };
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code }) => {
      if (FINAL[code]) {
        this.#after(() => this.close(FINAL[code]));
        return;
      }
      if (code === CLOSE.ABUSE || code === CLOSE.TOO_SLOW) this.attempts = Math.max(this.attempts, 4);
      this.#lost(this.state.phase === "connecting" || code === CLOSE.NORMAL);
    };
  }

  /** @param {string} text */
  #receive(text) {
    this.pulse.heard();
    const message = /** @type {Envelope} */ (JSON.parse(text));
    if (message.type === "pong") {
      this.clock.pong(message);
      return;
    }
    if (message.seq !== undefined && !this.#inOrder(message)) return;
    this.attempts = 0;
    if (this.commands.settle(message)) return;
    this.#after(() => this.options.handle(message));
  }

  /**
   * Remembers the place in the log. A repeated event is dropped; after a gap everything is read anew.
   *
   * @param {Envelope} message
   */
  #inOrder({ type, seq = 0 }) {
    if (type !== "snapshot" && this.lastSeq !== null) {
      if (seq <= this.lastSeq) return false;
      if (seq > this.lastSeq + 1) {
        this.lastSeq = null;
        this.#lost(false);
        return false;
      }
    }
    this.lastSeq = seq;
    return true;
  }

  /** @param {() => void|Promise<void>} step */
  #after(step) {
    this.chain = this.chain
      .then(() => (this.state.phase === "closed" ? undefined : step()))
      .catch((error) => console.error("A message could not be handled:", error));
  }

  /**
   * @param {boolean} refused The server may have said no: ask why before coming back.
   */
  async #lost(refused) {
    if (this.state.phase === "closed") return;
    clearTimeout(this.timer);
    this.#dropSocket();
    const pause = backoffMs(this.attempts++);
    this.timer = setTimeout(this.retryNow, pause);
    this.#become({ phase: "waiting" });
    if (refused) await this.#askWhy();
  }

  async #askWhy() {
    const verdict = await refusalOf(this.options.sessionId, this.options.token);
    if (this.state.phase === "closed" || this.state.phase === "open") return;
    if (verdict === "ended" || verdict === "not_found") this.close(verdict);
    else if (verdict === "refused" && ++this.refusals % 3 === 0) await this.#useNewToken();
  }

  async #useNewToken() {
    const token = (await this.options.renewToken?.()) ?? null;
    if (token) this.options.token = token;
    else if (this.lastSeq === null || this.refusals >= PATIENCE_IN_SESSION) this.close("refused");
  }

  /** @param {{type: string, correlation_id?: string, data: object}} message */
  #transmit(message) {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  /** @param {number} [code] */
  #dropSocket(code) {
    this.pulse.stop();
    this.commands.abandon();
    const socket = this.socket;
    this.socket = null;
    if (socket) closeSocket(socket, code);
  }

  /** @param {ChannelState} state */
  #become(state) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: state }));
  }
}
