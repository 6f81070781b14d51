/**
 * What the join page says when there is no call, or no call any more.
 *
 * @import { CloseReason } from "./channel.js"
 *
 * @typedef {object} Ending
 * @property {string} title
 * @property {string} text
 * @property {string|null} again The button that tries again; null if that is no use.
 */

/** @type {Record<CloseReason, Ending>} */
export const ENDINGS = {
  left: { title: "You left the call", text: "", again: "Join again" },
  ended: { title: "The call has ended", text: "You can close this page.", again: null },
  removed: { title: "You were removed from the call", text: "The operator removed you.", again: null },
  replaced: {
    title: "You joined from another tab",
    text: "The call goes on there. You can close this page, or join here instead.",
    again: "Join here instead",
  },
  refused: {
    title: "The server did not accept this link",
    text: "The link may have expired. Ask the person who invited you for a new join link.",
    again: "Try again",
  },
  not_found: {
    title: "This call does not exist",
    text: "Ask the person who invited you for a new join link.",
    again: null,
  },
};

/** @type {Ending} */
export const INCOMPLETE_LINK = {
  title: "This join link is not complete",
  text: "Open the whole link you were sent, or ask the person who invited you for a new one.",
  again: null,
};
