/**
 * A participant's tile with the operator's buttons.
 *
 * @import { Participant } from "./model.js"
 * @import { Playback } from "./playback.js"
 *
 * @typedef {object} TileActions
 * @property {(id: string, muted: boolean) => Promise<void>} setMuted
 * @property {(id: string) => Promise<void>} remove
 */

import { button, setAttribute, setText, whileBusy } from "./dom.js";
import { Tile } from "./tile.js";
import { nameOf } from "./words.js";

export class ConsoleTile extends Tile {
  /**
   * @param {Playback} playback
   * @param {TileActions} actions
   */
  constructor(playback, actions) {
    super({ playback, audible: false });
    /** @type {Participant|null} */
    this.participant = null;
    this.muteButton = button("", () => {
      const { participant } = this;
      if (participant) void whileBusy(this.muteButton, () => actions.setMuted(participant.id, !participant.isMuted));
    });
    this.removeButton = button(
      "",
      () => {
        const { participant } = this;
        if (participant) void whileBusy(this.removeButton, () => actions.remove(participant.id));
      },
      "danger",
    );
    this.listenButton = button("", () => {
      this.setAudible(!this.audible);
      this.#nameButtons();
    });
    this.actions.append(this.muteButton, this.listenButton, this.removeButton);
  }

  /**
   * @override
   * @param {Participant} participant
   * @param {{linked: boolean, ambiguous: boolean, failed: boolean}} view
   */
  update(participant, view) {
    super.update(participant, view);
    this.participant = participant;
    this.#nameButtons();
  }

  #nameButtons() {
    if (!this.participant) return;
    const name = nameOf(this.participant);
    const names = /** @type {[HTMLButtonElement, string, string][]} */ ([
      [this.muteButton, this.participant.isMuted ? "Unmute" : "Mute", name],
      [this.listenButton, this.audible ? "Stop listening" : "Listen", `to ${name}`],
      [this.removeButton, "Remove", name],
    ]);
    for (const [control, verb, object] of names) {
      setText(control, verb);
      setAttribute(control, "aria-label", `${verb} ${object}`);
    }
  }
}
