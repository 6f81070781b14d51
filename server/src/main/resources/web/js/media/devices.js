/** The own microphone and camera: opening them, and what went wrong in words. */

/** Small pictures on purpose: in a mesh every participant encodes once for each other one. */
const CAMERA = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 20, max: 30 } };
const MICROPHONE = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** Opening failed; the message is a sentence for the person. */
export class DeviceError extends Error {}

/**
 * Opens what is wanted. If a wanted device does not exist, the other one is opened alone.
 *
 * @param {{microphone: boolean, camera: boolean}} wanted
 * @returns {Promise<MediaStream>} Perhaps with fewer tracks than wanted, never without any unless none was wanted.
 * @throws {DeviceError}
 */
export async function openDevices({ microphone, camera }) {
  if (!microphone && !camera) return new MediaStream();
  if (!navigator.mediaDevices) {
    throw new DeviceError("The browser gives camera and microphone only to secure pages. Open the link with https.");
  }
  try {
    return await open({ microphone, camera });
  } catch (error) {
    if (!(isMissing(error) && microphone && camera)) throw new DeviceError(deviceWords(error));
    return open({ microphone: true, camera: false })
      .catch(() => open({ microphone: false, camera: true }))
      .catch(() => {
        throw new DeviceError(deviceWords(error));
      });
  }
}

/** @param {{microphone: boolean, camera: boolean}} wanted */
function open({ microphone, camera }) {
  return navigator.mediaDevices.getUserMedia({ audio: microphone && MICROPHONE, video: camera && CAMERA });
}

/** @param {unknown} error */
const nameOf = (error) => (error instanceof Error || error instanceof DOMException ? error.name : "");

/** @param {unknown} error */
const isMissing = (error) => nameOf(error) === "NotFoundError" || nameOf(error) === "OverconstrainedError";

/**
 * @param {unknown} error What getUserMedia threw.
 * @returns {string}
 */
export function deviceWords(error) {
  switch (nameOf(error)) {
    case "NotAllowedError":
      return "The browser was not allowed to use camera or microphone. Allow it in the address bar or in the settings of the browser.";
    case "NotFoundError":
    case "OverconstrainedError":
      return "No camera or microphone was found. Connect one, or join without.";
    case "NotReadableError":
    case "AbortError":
      return "Camera or microphone cannot be used right now. Another program may be using it; close it.";
    case "SecurityError":
      return "The browser gives camera and microphone only to secure pages. Open the link with https.";
    default:
      return "Camera or microphone could not be opened.";
  }
}

/**
 * @param {{microphone: boolean, camera: boolean}} wanted
 * @param {MediaStream} opened
 * @returns {string|null} What is missing, if only a part could be opened.
 */
export function missingWords(wanted, opened) {
  if (wanted.microphone && opened.getAudioTracks().length === 0) {
    return "No microphone was found: you joined with the camera only.";
  }
  if (wanted.camera && opened.getVideoTracks().length === 0) {
    return "No camera was found: you joined with the microphone only.";
  }
  return null;
}

/** @param {unknown} error What getDisplayMedia threw. */
export function screenShareWords(error) {
  const name = nameOf(error);
  if (name === "NotAllowedError") return "Screen sharing was cancelled.";
  if (name === "TypeError") return "This browser cannot share the screen.";
  return "The screen could not be shared.";
}
