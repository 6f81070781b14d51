/**
 * The REST interface. Every function answers the parsed body or throws an {@link ApiError}.
 *
 * @import { WireFile, WirePlayback, WireSession } from "./protocol.js"
 */

export const BASE = "/api/video-call";

/** Longest wait for an answer; muting waits at the server until the effect was seen. */
const TIMEOUT_MS = 20_000;

/** A refusal by the server, or code UNREACHABLE (status 0) if no answer came. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   */
  constructor(status, code, message) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{body?: object, bearer?: string|null}} [options]
 * @returns {Promise<any>}
 */
async function call(method, path, { body, bearer } = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (body) headers["Content-Type"] = "application/json";
  if (bearer) headers.Authorization = `Bearer ${bearer}`;
  let response;
  try {
    response = await fetch(BASE + path, {
      method,
      headers,
      body: body && JSON.stringify(body),
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw new ApiError(0, "UNREACHABLE", "The server cannot be reached.");
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw refusal(response.status, answer);
}

/** @param {number} status @param {any} answer The body, or null where it is no JSON. */
export const refusal = (status, answer) =>
  new ApiError(status, answer?.code ?? "UNKNOWN", answer?.error ?? `The server answered with status ${status}.`);

/** @param {string} id */
export const session = (id) => `/session/${encodeURIComponent(id)}`;

/** @param {string} name */
const named = (name) => (name.trim() ? { name: name.trim() } : {});

/**
 * @param {string} name
 * @param {string|null} operatorKey
 * @returns {Promise<{session_id: string, created_at: string}>}
 */
export const createSession = (name, operatorKey) =>
  call("POST", "/session", { body: named(name), bearer: operatorKey });

/**
 * @param {string} sessionId
 * @param {string|null} bearer Any token of the session; a closed server asks for it.
 * @returns {Promise<WireSession>}
 */
export const getSession = (sessionId, bearer) => call("GET", session(sessionId), { bearer });

/**
 * @param {string|null} operatorKey
 * @returns {Promise<{sessions: {session_id: string, name?: string, created_at: string, participant_count?: number}[]}>}
 */
export const listActiveSessions = (operatorKey) =>
  call("GET", "/sessions?status=active&limit=10", { bearer: operatorKey });

/**
 * @param {string} sessionId
 * @param {string} controlToken
 */
export const endSession = (sessionId, controlToken) => call("DELETE", session(sessionId), { bearer: controlToken });

/**
 * @param {string} sessionId
 * @param {string} name
 * @param {string|null} [bearer]
 * @returns {Promise<{token: string, join_url: string, participant_id: string}>}
 */
export const mintParticipantToken = (sessionId, name, bearer) =>
  call("POST", `${session(sessionId)}/participant-token`, { body: named(name), bearer });

/**
 * @param {string} sessionId
 * @param {string|null} operatorKey
 * @returns {Promise<{token: string}>}
 */
export const mintControlToken = (sessionId, operatorKey) =>
  call("POST", `${session(sessionId)}/control-token`, { body: {}, bearer: operatorKey });

/**
 * @param {string} sessionId
 * @param {string} participantId
 * @param {boolean} muted
 * @param {string} controlToken
 * @returns {Promise<{success: boolean, participant_id: string, is_muted: boolean}>}
 */
export const setMuted = (sessionId, participantId, muted, controlToken) =>
  call("POST", `${session(sessionId)}/${muted ? "mute" : "unmute"}`, {
    body: { participant_id: participantId },
    bearer: controlToken,
  });

/**
 * @param {string} sessionId
 * @param {string} controlToken
 * @returns {Promise<{success: boolean, participants: {success: boolean, participant_id: string, is_muted: boolean}[]}>}
 */
export const muteAll = (sessionId, controlToken) =>
  call("POST", `${session(sessionId)}/mute-all`, { body: {}, bearer: controlToken });

/**
 * @param {string} sessionId
 * @param {string} participantId
 * @param {string} controlToken
 */
export const kick = (sessionId, participantId, controlToken) =>
  call("POST", `${session(sessionId)}/kick`, { body: { participant_id: participantId }, bearer: controlToken });

/**
 * @param {string} sessionId
 * @param {string|null} [bearer]
 * @returns {Promise<{screen_shares: {share_id: string, participant_id: string}[]}>}
 */
export const listScreenShares = (sessionId, bearer) => call("GET", `${session(sessionId)}/screen-shares`, { bearer });

/**
 * @param {string} sessionId
 * @param {string|null} bearer
 * @returns {Promise<{files: WireFile[]}>}
 */
export const listVideoFiles = (sessionId, bearer) => call("GET", `${session(sessionId)}/video-files`, { bearer });

/**
 * @param {string} sessionId
 * @param {string} fileId
 * @param {string} controlToken
 */
export const deleteVideoFile = (sessionId, fileId, controlToken) =>
  call("DELETE", `${session(sessionId)}/video-file/${encodeURIComponent(fileId)}`, { bearer: controlToken });

/**
 * @param {string} sessionId
 * @param {string|null} bearer
 * @returns {Promise<WirePlayback & {spread?: number, viewers?: {viewer_id: string, drift: number}[]}>}
 */
export const getPlayback = (sessionId, bearer) => call("GET", `${session(sessionId)}/playback`, { bearer });
