/**
 * What is known about a session, as a pure function of the messages received.
 * Console and join page draw from this state alone.
 *
 * @import { Envelope, WireFile, WireParticipant, WirePlayback, ConnectionQuality, SelfPeer, MediaSettings } from "./protocol.js"
 *
 * @typedef {object} Participant
 * @property {string} id
 * @property {string} name Empty if the participant gave none.
 * @property {boolean} isMuted
 * @property {boolean} isCameraOn
 * @property {boolean} isScreenSharing
 * @property {string|null} shareId Known only if the share began while this page was listening.
 * @property {ConnectionQuality|null} quality Null until it was measured.
 *
 * @typedef {object} SharedFile
 * @property {string} id
 * @property {string} name
 * @property {number} size In bytes.
 * @property {number} duration In seconds.
 * @property {string} url Where it played from when this page was told of it.
 * @property {string} uploadedBy A participant's id, or `control-center`.
 *
 * @typedef {object} TimeLine  What plays for everyone.
 * @property {string|null} fileId Null while no file is shown.
 * @property {boolean} isPlaying
 * @property {number} position In seconds, at the time `atMs`.
 * @property {number} rate
 * @property {number} revision
 * @property {number} atMs Since 1970, by the server's clock.
 *
 * @typedef {object} SessionState
 * @property {boolean} known False until the first snapshot.
 * @property {string} name
 * @property {string|null} createdAt
 * @property {"active"|"ended"} status
 * @property {string|null} endedAt
 * @property {SelfPeer|null} self
 * @property {MediaSettings|null} media
 * @property {readonly Participant[]} participants In the order they joined.
 * @property {readonly SharedFile[]} files Oldest first.
 * @property {TimeLine} timeLine
 * @property {number} serverAheadMs Server clock minus the clock of this computer.
 */

/** @type {TimeLine} */
const NOTHING = Object.freeze({ fileId: null, isPlaying: false, position: 0, rate: 1, revision: 0, atMs: 0 });

/** @type {SessionState} */
export const EMPTY = Object.freeze({
  known: false,
  name: "",
  createdAt: null,
  status: "active",
  endedAt: null,
  self: null,
  media: null,
  participants: Object.freeze([]),
  files: Object.freeze([]),
  timeLine: NOTHING,
  serverAheadMs: 0,
});

/**
 * @param {WireParticipant} wire
 * @returns {Participant}
 */
function participantOf(wire) {
  return Object.freeze({
    id: wire.participant_id,
    name: wire.name ?? "",
    isMuted: wire.is_muted ?? true,
    isCameraOn: wire.is_camera_on ?? false,
    isScreenSharing: wire.is_screen_sharing ?? false,
    shareId: null,
    quality: wire.connection_quality ?? null,
  });
}

/**
 * @param {WireFile} wire
 * @returns {SharedFile}
 */
function fileOf(wire) {
  return Object.freeze({
    id: wire.file_id,
    name: wire.filename,
    size: wire.size,
    duration: wire.duration,
    url: wire.url,
    uploadedBy: wire.uploaded_by,
  });
}

/**
 * @param {WirePlayback|undefined} wire
 * @returns {TimeLine}
 */
function timeLineOf(wire) {
  if (!wire) return NOTHING;
  return Object.freeze({
    fileId: wire.file_id ?? null,
    isPlaying: wire.state === "playing",
    position: wire.position,
    rate: wire.rate,
    revision: wire.revision,
    atMs: Date.parse(wire.at),
  });
}

/**
 * @param {SessionState} state
 * @param {string} id
 * @param {Partial<Participant>} change
 * @returns {SessionState}
 */
function changeParticipant(state, id, change) {
  return {
    ...state,
    participants: state.participants.map((p) => (p.id === id ? Object.freeze({ ...p, ...change }) : p)),
  };
}

/**
 * @param {SessionState} state
 * @param {Envelope} message
 * @param {number} receivedAtMs
 * @returns {SessionState}
 */
function fromSnapshot(state, message, receivedAtMs) {
  const { session, self, media, files, playback } = message.data;
  const sentAt = Date.parse(message.at ?? "");
  return {
    known: true,
    name: session.name ?? "",
    createdAt: session.created_at ?? null,
    status: session.status ?? "active",
    endedAt: session.ended_at ?? null,
    self,
    media,
    participants: (session.participants ?? []).map(participantOf),
    files: (files ?? []).map(fileOf),
    timeLine: timeLineOf(playback),
    serverAheadMs: Number.isNaN(sentAt) ? state.serverAheadMs : sentAt - receivedAtMs,
  };
}

/** @type {Record<string, (state: SessionState, data: any) => SessionState>} */
const EVENTS = {
  participant_joined: (state, { participant }) => ({
    ...state,
    participants: [
      ...state.participants.filter((p) => p.id !== participant.participant_id),
      participantOf(participant),
    ],
  }),
  participant_left: (state, { participant_id: id }) => ({
    ...state,
    participants: state.participants.filter((p) => p.id !== id),
  }),
  participant_muted: (state, d) => changeParticipant(state, d.participant_id, { isMuted: true }),
  participant_unmuted: (state, d) => changeParticipant(state, d.participant_id, { isMuted: false }),
  camera_toggled: (state, d) => changeParticipant(state, d.participant_id, { isCameraOn: d.is_camera_on }),
  screen_share_started: (state, d) =>
    changeParticipant(state, d.participant_id, { isScreenSharing: true, shareId: d.share_id }),
  screen_share_stopped: (state, d) =>
    changeParticipant(state, d.participant_id, { isScreenSharing: false, shareId: null }),
  connection_quality_changed: (state, d) =>
    changeParticipant(state, d.participant_id, { quality: d.connection_quality }),
  video_file_shared: (state, d) => ({
    ...state,
    files: [...state.files.filter(({ id }) => id !== d.file_id), fileOf(d)],
  }),
  video_file_deleted: (state, d) => ({ ...state, files: state.files.filter(({ id }) => id !== d.file_id) }),
  playback_changed: (state, d) => ({ ...state, timeLine: timeLineOf(d) }),
  session_ended: (state, d) => ({
    ...state,
    status: "ended",
    endedAt: d.ended_at ?? null,
    participants: [],
    timeLine: NOTHING,
  }),
};

/**
 * The state after a message. Messages that say nothing about the session leave it as it is.
 *
 * @param {SessionState} state
 * @param {Envelope} message
 * @param {number} [receivedAtMs]
 * @returns {SessionState}
 */
export function apply(state, message, receivedAtMs = Date.now()) {
  if (message.type === "snapshot") return fromSnapshot(state, message, receivedAtMs);
  const event = Object.hasOwn(EVENTS, message.type) ? EVENTS[message.type] : undefined;
  return event ? event(state, message.data ?? {}) : state;
}

/**
 * @param {SessionState} state
 * @param {string|null|undefined} id
 * @returns {Participant|undefined}
 */
export function findParticipant(state, id) {
  return state.participants.find((p) => p.id === id);
}

/**
 * The file that is shown; none also where the one of the time line was deleted.
 *
 * @param {SessionState} state
 * @returns {SharedFile|null}
 */
export const shownFile = ({ files, timeLine }) => files.find(({ id }) => id === timeLine.fileId) ?? null;

/**
 * How long the session has lasted, or did last, in milliseconds.
 *
 * @param {SessionState} state
 * @param {number} nowMs
 */
export function durationMs(state, nowMs) {
  if (!state.createdAt) return 0;
  const end = state.endedAt ? Date.parse(state.endedAt) : nowMs + state.serverAheadMs;
  return Math.max(0, end - Date.parse(state.createdAt));
}
