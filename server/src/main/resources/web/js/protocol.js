/**
 * The words of the REST interface and of the event channel, as types and constants.
 *
 * @typedef {"excellent"|"good"|"fair"|"poor"|"disconnected"} ConnectionQuality
 *
 * @typedef {object} WireParticipant  A participant as the server writes it.
 * @property {string} participant_id
 * @property {string} [name]
 * @property {string} [joined_at]
 * @property {boolean} [is_muted]
 * @property {boolean} [is_camera_on]
 * @property {boolean} [is_screen_sharing]
 * @property {ConnectionQuality} [connection_quality]
 *
 * @typedef {object} WireSession  The answer of GET session.
 * @property {string} session_id
 * @property {string} [name]
 * @property {string} created_at
 * @property {"active"|"ended"} status
 * @property {string} [ended_at]
 * @property {WireParticipant[]} participants
 *
 * @typedef {object} WireFile  A video file of a session.
 * @property {string} file_id
 * @property {string} filename
 * @property {number} size In bytes.
 * @property {number} duration In seconds.
 * @property {string} url Opens the file without a token, for a time.
 * @property {string} uploaded_by A participant's id, or `control-center`.
 * @property {string} uploaded_at
 *
 * @typedef {object} WirePlayback  What plays for everyone, from a time on.
 * @property {string} [file_id] Absent while no file is shown.
 * @property {"playing"|"paused"} state
 * @property {number} position In seconds, at the time `at`.
 * @property {number} rate
 * @property {number} revision
 * @property {string} at By the server's clock.
 *
 * @typedef {object} SelfPeer  Who the server says this page is.
 * @property {"participant"|"control"} role
 * @property {string} peer_id
 * @property {string} [participant_id]
 * @property {string} [name]
 *
 * @typedef {object} MediaSettings  How pictures and sound travel in this session.
 * @property {"peer_to_peer"|"realtimekit"} mode
 * @property {RTCIceServer[]} [ice_servers]
 * @property {string} [auth_token] RealtimeKit only: the token to join with, if it is not the channel's own.
 *
 * @typedef {object} Envelope  One message from the server.
 * @property {string} type
 * @property {number} [seq] Only on snapshots and logged events; without gaps.
 * @property {string} [at]
 * @property {string} [session_id]
 * @property {string} [correlation_id]
 * @property {any} [data]
 *
 * @typedef {object} Signal  One step of a peer to peer negotiation.
 * @property {string} [from]
 * @property {string} [to]
 * @property {"request"|"offer"|"answer"|"candidate"|"bye"} kind
 * @property {string} connection_id
 * @property {string} [sdp]
 * @property {RTCIceCandidateInit|null} [candidate]
 */

/** Who uploaded a file that no participant did. */
export const CONTROL_CENTER = "control-center";

/** The subprotocol the server selects. */
export const SUBPROTOCOL = "video-call.v1";

/** Close codes of the channel that decide whether to come back. */
export const CLOSE = Object.freeze({
  NORMAL: 1000,
  ABUSE: 1008,
  SESSION_ENDED: 4001,
  REMOVED: 4003,
  REPLACED: 4009,
  TOO_SLOW: 4013,
});
