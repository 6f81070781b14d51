/**
 * The tiles of a list of participants, kept in step with the state. Streams may come before their participant.
 *
 * @import { Participant } from "./model.js"
 * @import { EngineEvents } from "./media/engine.js"
 */

import { Tile } from "./tile.js";
import { nameOf } from "./words.js";

/** @template {Tile} T */
export class TileList {
  /**
   * @param {HTMLElement} list
   * @param {(participant: Participant) => T} create
   */
  constructor(list, create) {
    this.list = list;
    this.create = create;
    /** @type {Map<string, T>} */
    this.tiles = new Map();
    /** @type {Map<string, Partial<Record<"camera"|"screen", MediaStream|null>>>} */
    this.streams = new Map();
  }

  /**
   * @param {readonly Participant[]} participants
   * @param {{linked: ReadonlySet<string>, failed?: boolean}} media linked: whose media flows; failed: nobody's can.
   */
  render(participants, { linked, failed = false }) {
    const names = participants.map(nameOf);
    for (const [id, tile] of this.tiles) {
      if (participants.some((participant) => participant.id === id)) continue;
      tile.dispose();
      this.tiles.delete(id);
      this.streams.delete(id);
    }
    for (const participant of participants) {
      const tile = this.tiles.get(participant.id) ?? this.#add(participant);
      const ambiguous = names.filter((name) => name === nameOf(participant)).length > 1;
      tile.update(participant, { linked: linked.has(participant.id), ambiguous, failed });
    }
  }

  /** @param {EngineEvents["remotestream"]} detail */
  setStream({ participantId, kind, stream }) {
    this.streams.set(participantId, { ...this.streams.get(participantId), [kind]: stream });
    this.tiles.get(participantId)?.setStream(kind, stream);
  }

  clear() {
    this.render([], { linked: new Set() });
    this.streams.clear();
  }

  /** @param {Participant} participant */
  #add(participant) {
    const tile = this.create(participant);
    this.tiles.set(participant.id, tile);
    this.list.append(tile.root);
    const { camera, screen } = this.streams.get(participant.id) ?? {};
    if (camera) tile.setStream("camera", camera);
    if (screen) tile.setStream("screen", screen);
    return tile;
  }
}
