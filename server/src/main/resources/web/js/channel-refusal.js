import { ApiError, getSession } from "./api.js";

/**
 * Why the channel could not be opened. A browser hides the refusal of a WebSocket, so the session is asked for.
 *
 * @param {string} sessionId
 * @param {string|null} token
 * @returns {Promise<"ended"|"not_found"|"refused"|"unreachable">} "refused": the session is alive, the token is not.
 */
export async function refusalOf(sessionId, token) {
  try {
    const session = await getSession(sessionId, token);
    return session.status === "ended" ? "ended" : "refused";
  } catch (error) {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 401 || status === 403) return "refused";
    return status === 404 || status === 400 ? "not_found" : "unreachable";
  }
}
