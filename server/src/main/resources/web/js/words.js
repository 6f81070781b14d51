/**
 * States and errors in words. Pure functions; nothing is said by colour alone.
 *
 * @import { Participant } from "./model.js"
 * @import { ConnectionQuality } from "./protocol.js"
 */

import { CONTROL_CENTER } from "./protocol.js";

/**
 * The name shown and spoken for a participant.
 *
 * @param {Pick<Participant, "id"|"name">} participant
 */
export const nameOf = ({ id, name }) => name.trim() || `Participant ${shortId(id)}`;

/** The last six characters: unlike the first ones they differ between time-ordered ids. @param {string} id */
export const shortId = (id) => id.slice(-6);

/** @type {Record<ConnectionQuality, string>} */
const QUALITY = { excellent: "Excellent", good: "Good", fair: "Fair", poor: "Poor", disconnected: "Disconnected" };

/** @param {ConnectionQuality|null} quality */
export const qualityWords = (quality) => (quality ? (QUALITY[quality] ?? quality) : "Not known yet");

/** @param {boolean} isMuted */
export const microphoneWords = (isMuted) => (isMuted ? "Muted" : "On");

/** @param {boolean} on */
export const onOff = (on) => (on ? "On" : "Off");

/** @param {number} count */
export const participantsWords = (count) => (count === 1 ? "1 participant" : `${count} participants`);

/**
 * 75 000 -> "1:15", 3 675 000 -> "1:01:15".
 *
 * @param {number} milliseconds
 */
export function durationWords(milliseconds) {
  const total = Math.floor(milliseconds / 1000);
  const seconds = String(total % 60).padStart(2, "0");
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

const BYTE_UNITS = ["bytes", "KB", "MB", "GB", "TB"];

/**
 * 999 -> "999 bytes", 7 340 032 -> "7.3 MB".
 *
 * @param {number} bytes
 */
export function bytesWords(bytes) {
  let value = bytes;
  let unit = 0;
  // 999.95 and more would be written as 1000.0.
  while (value >= (unit ? 999.95 : 1000) && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  if (unit === 0) return value === 1 ? "1 byte" : `${value} bytes`;
  return `${value.toFixed(1)} ${BYTE_UNITS[unit]}`;
}

/**
 * Who shared a file.
 *
 * @param {string} uploadedBy
 * @param {{participants: readonly Participant[], ownId: string|null|undefined}} known
 */
export function uploaderWords(uploadedBy, { participants, ownId }) {
  if (uploadedBy === CONTROL_CENTER) return "the operator";
  if (uploadedBy === ownId) return "you";
  const participant = participants.find(({ id }) => id === uploadedBy);
  return participant ? nameOf(participant) : "somebody who has left";
}

/**
 * How well the pages that show a video keep step.
 *
 * @param {{spread?: number, viewers?: readonly unknown[]}} playback
 * @returns {string} Empty while no page has told.
 */
export function stepWords({ spread, viewers = [] }) {
  if (spread === undefined || viewers.length === 0) return "";
  const pages = viewers.length === 1 ? "1 page" : `${viewers.length} pages`;
  return viewers.length === 1 ? `${pages} shows it` : `${pages} in step within ${Math.round(spread * 1000)} ms`;
}

/**
 * The sentence for an error thrown by the REST interface or the channel.
 *
 * @param {unknown} error
 */
export function errorWords(error) {
  const message = error instanceof Error && error.message ? error.message : "Something went wrong";
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
