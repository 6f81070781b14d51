import { SUBPROTOCOL } from "./protocol.js";

/**
 * A WebSocket to a session's events. The token travels as a subprotocol, never in the address.
 *
 * @param {{sessionId: string, token: string, after: number|null}} options after: the last event already known.
 */
export function openSocket({ sessionId, token, after }) {
  const path = `/api/video-call/session/${encodeURIComponent(sessionId)}/events`;
  const url = new URL(after === null ? path : `${path}?after=${after}`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return new WebSocket(url, [SUBPROTOCOL, `bearer.${token}`]);
}

/**
 * Forgets a socket at once; a dead one would take long to say goodbye.
 *
 * @param {WebSocket} socket
 * @param {number} [code]
 */
export function closeSocket(socket, code) {
  socket.onopen = socket.onmessage = socket.onclose = null;
  socket.close(code);
}
