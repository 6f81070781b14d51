/**
 * The link a participant opened, and which token this tab may use for it.
 *
 * @typedef {object} JoinLink
 * @property {string} sessionId
 * @property {string|null} token
 * @property {string} name
 */

import { ApiError, getSession, mintParticipantToken } from "./api.js";
import { participantIdOf } from "./token.js";

/** The session cannot be joined; the message says what to do. */
export class JoinRefused extends Error {}

/**
 * @param {string} fragment As in location.hash.
 * @returns {JoinLink|null} Null if it names no session.
 */
export function readJoinLink(fragment) {
  const percentEncoded = fragment.replace(/^#/, "").replaceAll("+", "%2B");
  const parts = new URLSearchParams(percentEncoded);
  const sessionId = parts.get("session");
  if (!sessionId) return null;
  return { sessionId, token: parts.get("token") || null, name: parts.get("name") ?? "" };
}

/**
 * The token for a tab that has none of its own. The link's token is taken if nobody uses it; a link opened a
 * second time makes a second participant, and only if the server refuses that, the first one is replaced.
 *
 * @param {JoinLink} link
 * @param {string} name
 * @returns {Promise<string>}
 * @throws {JoinRefused}
 */
export async function tokenForNewTab(link, name) {
  const { token } = link;
  const session = await getSession(link.sessionId, token).catch(refuse);
  if (session.status === "ended") throw new JoinRefused("This call has ended.");
  const own = participantIdOf(token);
  const inUse = session.participants.some(({ participant_id: id }) => id === own);
  if (token && !inUse) return token;
  try {
    return (await mintParticipantToken(link.sessionId, name, token)).token;
  } catch (error) {
    const refused = error instanceof ApiError && (error.status === 401 || error.status === 403);
    if (refused && token) return token;
    return refuse(error);
  }
}

/**
 * @param {unknown} error
 * @returns {never}
 */
function refuse(error) {
  const { status, message } = error instanceof ApiError ? error : { status: 0, message: "The server cannot be reached." };
  if (status === 404 || status === 400) {
    throw new JoinRefused("This call does not exist. Ask the person who invited you for a new join link.");
  }
  if (status === 401 || status === 403) {
    throw new JoinRefused("The server does not accept this link. Ask the person who invited you for a new join link.");
  }
  if (status === 409) throw new JoinRefused("This call has ended.");
  if (status === 0) throw new JoinRefused("The server cannot be reached. Check the connection and try again.");
  throw new JoinRefused(message);
}
