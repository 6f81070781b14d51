/** How often the server is asked for a sign of life. */
const PING_MS = 5_000;

/** Silence that means the connection is dead, although the browser has not noticed. */
const SILENCE_MS = 12_000;

/** A hidden tab's timers may sleep for a minute: silence counts only if a ping went out before it. */
const ANSWER_MS = 5_000;

/** The heartbeat of one connection. */
export class Pulse {
  /** @param {{ping: () => void, onSilence: () => void}} options */
  constructor({ ping, onSilence }) {
    this.ping = ping;
    this.onSilence = onSilence;
    this.timer = 0;
    this.heardAt = 0;
    this.pingedAt = 0;
  }

  start() {
    this.stop();
    this.heardAt = this.pingedAt = Date.now();
    this.timer = setInterval(() => this.beat(Date.now()), 1_000);
  }

  stop() {
    clearInterval(this.timer);
  }

  heard() {
    this.heardAt = Date.now();
  }

  /** @param {number} now */
  beat(now) {
    if (this.pingedAt > this.heardAt) {
      if (now - this.heardAt >= SILENCE_MS && now - this.pingedAt >= ANSWER_MS) this.onSilence();
    } else if (now - this.pingedAt >= PING_MS) {
      this.pingedAt = now;
      this.ping();
    }
  }
}
